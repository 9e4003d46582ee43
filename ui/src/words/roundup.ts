// What the states of a collection and the kinds of offices are called on screen.

export const OFFICE_KINDS = [
  ['cyberspace_office', '网信办'],
  ['city', '市'],
  ['unit', '单位'],
  ['website', '网站'],
  ['association', '社会组织'],
  ['province', '省（区、市）'],
] as const;

export const STATES: Record<string, string> = {
  new: '收下',
  newer: '较新',
  same: '相同',
  older: '较旧',
  double: '可能重复',
  other_call: '另一次征集',
  broken: '没有收下',
};

/** What else people look for in a list. */
export const SORTS = [
  ['number', '报送顺序'],
  ['name', '名称（拼音）'],
  ['name_strokes', '名称（笔画）'],
  ['unit', '单位（拼音）'],
  ['category', '类别'],
  ['problems', '问题多的在前'],
] as const;
export type Sort = (typeof SORTS)[number][0];

const pinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });
const strokes = new Intl.Collator('zh-CN-u-co-stroke', { numeric: true });

interface Sortable {
  number: number | null;
  name: string;
  unit: string;
  category: string;
  findings: unknown[];
}

/** Compares two files of a collection; those that do not go on stand last. */
export function comparing(sort: Sort): (one: Sortable, other: Sortable) => number {
  const place = (file: Sortable) => file.number ?? Number.MAX_SAFE_INTEGER;
  const by = {
    number: () => 0,
    name: (a: Sortable, b: Sortable) => pinyin.compare(a.name, b.name),
    name_strokes: (a: Sortable, b: Sortable) => strokes.compare(a.name, b.name),
    unit: (a: Sortable, b: Sortable) => pinyin.compare(a.unit, b.unit),
    category: (a: Sortable, b: Sortable) => pinyin.compare(a.category, b.category),
    problems: (a: Sortable, b: Sortable) => b.findings.length - a.findings.length,
  }[sort];
  return (one, other) => by(one, other) || place(one) - place(other);
}
