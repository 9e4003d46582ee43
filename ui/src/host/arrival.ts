// A package that was opened, and what a draft said before, for examples and tests.

import type { FormComing, KeptVersionView, PackageView } from '.';
import { exampleCall, exampleSummary } from './samples';

/** A package, and how it stands to the draft that is here; null: the case is new. */
export function exampleArrival(
  compared: PackageView['compared'],
  coming: Partial<PackageView['package']> = {},
): PackageView {
  const { title, changed } = exampleSummary();
  const differs = compared === 'newer' || compared === 'older' || compared === 'diverged';
  return {
    package: {
      file: '/U盘/一店带多户.shenbao',
      title,
      call: exampleCall().title,
      revision: 9,
      packed: changed + 3_600_000,
      packer: '舒城县网信办',
      files: 2,
      bytes: 3_456_789,
      missing: [],
      sent: [],
      form: 'same',
      problems: 1,
      ...coming,
    },
    here:
      compared === null
        ? null
        : { draft: 1, title, revision: 7, changed, binned: false, mended: 0 },
    compared,
    differences: differs
      ? [
          {
            address: 'values/case_name',
            label: '案例名称',
            here: '一店带多户',
            coming: '一店带百户',
          },
          { address: 'attachments', label: '附件', here: '照片 现场.jpg：培训', coming: '' },
        ]
      : [],
  };
}

/** A form package, and how it stands to the form that is here. */
export function exampleFormComing(form: FormComing['form']): FormComing {
  const isChanged = form === 'changed';
  return {
    file: '/U盘/示范家庭农场.shenbao',
    call: 'word-farms',
    call_title: '示范家庭农场评定',
    forms: ['示范家庭农场申报表'],
    packed: exampleSummary().changed,
    program: 'shenbaoxia 0.1.0',
    digest: '7fa0c1d2e3b4'.padEnd(64, '0'),
    form,
    differs: isChanged ? ['多了一栏“联系电话”。'] : [],
    drafts: isChanged ? 3 : 0,
  };
}

/** What a draft said before, the last first. */
export function exampleVersions(): KeptVersionView[] {
  const { changed } = exampleSummary();
  const version = (version: number, changes: Partial<KeptVersionView>): KeptVersionView => ({
    version,
    moment: changed - (6 - version) * 3_600_000,
    occasion: 'edited',
    note: '',
    revision: version,
    is_now: false,
    ...changes,
  });
  return [
    version(5, { occasion: 'exported', note: '/报送/农村电商工程-一店带多户', is_now: true }),
    version(4, { occasion: 'handed_over', note: 'E:\\一店带多户.shenbao' }),
    version(3, {}),
  ];
}
