// What an open draft offers to Ctrl+K: its commands and its fields.

import type { Offer } from '../../components/Palette/offers';
import type { OpenDraft } from '../../draft/draft.svelte';
import { fieldsOf } from '../../draft/sections';

export interface Acts {
  check: () => void;
  goOn: () => void;
  step: (redo: boolean) => void;
  startExport: () => void;
  lookOn: () => void;
  lookBack: () => void;
  handOver: () => void;
  saveAs: () => void;
  saveWord: () => void;
  go: (path: string) => void;
  goToNotice: (group: number, line: number) => void;
}

export function offersOf(draft: OpenDraft, acts: Acts): Offer[] {
  const command = (words: string, run: () => void, keys = ''): Offer => ({
    words,
    kind: '命令',
    keys,
    run,
  });
  return [
    command('检查', acts.check),
    command('下一处要处理的', acts.goOn, 'F8'),
    command('撤销', () => acts.step(false), 'Ctrl+Z'),
    command('重做', () => acts.step(true), 'Ctrl+Y'),
    command('导出', acts.startExport),
    command('下一步：打印、盖章、报送', acts.lookOn),
    command('历史版本', acts.lookBack),
    command('移交', acts.handOver),
    command('常用单位和联系人', () => (draft.cards.open = true)),
    command('另存为案例文件', acts.saveAs),
    command('导出 Word 供修改', acts.saveWord),
    // The notice is looked up by its words, not read here.
    ...draft.view.about.flatMap(({ title, lines }, group) =>
      lines.map(({ text }, line) => ({
        words: text,
        more: title,
        kind: '通知',
        searched: true,
        run: () => acts.goToNotice(group, line),
      })),
    ),
    ...fieldsOf(draft).map(({ id, label }) => ({
      words: label,
      kind: '栏目',
      run: () => acts.go(id),
    })),
  ];
}
