// What is not as it was written in a draft, for the list.

import type { DraftSummary } from '../host';
import { chineseDate } from './dates';

/** Few words with what to do. */
export function flawed(flaw: NonNullable<DraftSummary['flaw']>): string {
  switch (flaw.is) {
    case 'row':
      return '⚠ 列表里的这一行损坏过，打开后自动更正';
    case 'contents':
      return '⚠ 内容在磁盘上损坏了，打开可以恢复';
    case 'from_copy':
      return `⚠ 取自${chineseDate(flaw.day)}的备份，请核对`;
    case 'older':
      return '⚠ 最后一次保存的损坏了，这是再前一次的，请核对';
    case 'parts':
      return '⚠ 部分撤销记录或附件登记损坏过';
    case 'in_part':
      return '⚠ 只读出了一部分，请核对';
  }
}
