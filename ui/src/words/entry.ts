// The door for text that comes in by the keyboard or the clipboard: what is done with each class of character, as
// foundation's `entry` does it with what stands in a file. Both are tested by tests/vectors/taken_in.json.

/** What a text is for: one line, paragraphs, or figures, codes and addresses. */
export type Room = 'line' | 'lines' | 'figure';

export interface Taken {
  text: string;
  /** A sentence for each thing that was dropped or replaced. */
  said: string[];
}

/** Line ends of Word (U+000B is Shift+Enter), of page ends, of old systems and of Unicode. */
const LINE_ENDS = /[\u000B\u000C\u0085\u2028\u2029]/g;
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g;
/** What nobody sees: as `is_unseen` of foundation, without control characters. */
const UNSEEN =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;

/** U+E815 and those that follow, as GBK has them on Chinese Windows. Source: GB 18030-2022, 0xFE50 to 0xFEA0. */
const GBK =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';
const FIRST_OF_GBK = 0xe815;
/** Bullets of Word in Symbol and Wingdings. Source: the tables of the two fonts. */
const BULLETS: Record<string, string> = {
  '\uF0B7': '•',
  '\uF06C': '●',
  '\uF06E': '■',
  '\uF0A7': '■',
  '\uF075': '◆',
  '\uF076': '◆',
  '\uF0A8': '□',
  '\uF06F': '□',
  '\uF0D8': '▶',
  '\uF0E8': '→',
  '\uF0E0': '→',
  '\uF0FC': '✓',
  '\uF0FE': '✓',
  '\uF0FB': '×',
};
const gbk = [...GBK];

/** The character that one of an old or private table stands for. */
export const stoodFor = (character: string): string | undefined =>
  BULLETS[character] ?? gbk[character.charCodeAt(0) - FIRST_OF_GBK];

const NUMERAL = '(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]+)';
/** Marks of lists, as `is_list_mark` of foundation. */
const MARKS = [
  `[（(]${NUMERAL}[）)]`,
  '第[一二三四五六七八九十]+[章节条款、]',
  `${NUMERAL}[.)．、）]`,
  '[一二三四五六七八九十]+是',
  // 1.5⇥2.0 are figures.
  '[0-9０-９]{1,2}(?:\\.[0-9０-９]{1,2}){1,3}\\.*(?=\\t[ \\t]*[^0-9０-９])',
  '[•●■◆□▶➢✓▪○◦–①-⒛㈠-㈩·o§Øüv*‣∙-]',
];
/** The mark of a list at the beginning of a line, and the tab behind it, where no other tab makes it a row of cells. */
const LIST_MARK = new RegExp(
  `^([ \\u3000\\t]*)(${MARKS.join('|')})\\t[ \\t]*(?=[^\\t\\n]*$)`,
  'gm',
);
/** What begins a mark behind which Chinese sets no blank. */
const STANDS_CLOSE = /^[（(第①-⒛㈠-㈩一二三四五六七八九十]/;
/** Bullets of Word's levels as letters of the fonts that it takes them from. */
const OTHER_BULLET = /^[·o§Øüv*‣∙]$/;

const codes = (found: readonly string[]): string =>
  [...new Set(found)]
    .map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join('、');

/** A text as it is kept. */
export function takeIn(typed: string, room: Room): Taken {
  const said: string[] = [];
  let halves = 0;
  let text = typed.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (one) => {
    if (one.length === 2) return one;
    halves += 1;
    return '\uFFFD';
  });
  if (halves > 0) said.push(`有 ${halves} 个残缺的字，换成了“\uFFFD”，请补上原来的字。`);
  const controls = text.match(CONTROLS);
  if (controls) {
    text = text.replace(CONTROLS, '');
    said.push(`去掉了 ${controls.length} 个控制字符（${codes(controls)}）。`);
  }
  const stood = new Set<string>();
  text = text.replace(/[\uE815-\uE864\uF000-\uF0FF]/g, (one) => {
    const right = stoodFor(one);
    if (right !== undefined) stood.add(right);
    return right ?? one;
  });
  if (stood.size > 0) said.push(`旧字库或 Word 符号字体里的字，换成了“${[...stood].join('”“')}”。`);
  // Two cells or lines are two figures: a tab is no part of one.
  text = text.replace(LINE_ENDS, { line: ' ', lines: '\n', figure: '\t' }[room]);
  if (room === 'lines') {
    text = text.replace(LIST_MARK, (_, tabbed: string, mark: string) => {
      const indent = tabbed.replaceAll('\t', '');
      const gap = STANDS_CLOSE.test(mark) ? '' : ' ';
      return indent + (OTHER_BULLET.test(mark) ? '•' : mark) + gap;
    });
  } else if (room === 'line') {
    text = text.replaceAll('\t', ' ');
  }
  const unseen = room === 'figure' ? text.match(UNSEEN) : null;
  if (unseen) {
    text = text.replace(UNSEEN, '');
    said.push(`去掉了 ${unseen.length} 个看不见的字符（${codes(unseen)}）。`);
  }
  return { text, said };
}
