// Amounts as people copy them: with commas, spaces and units, in 元 where 万元 is asked.

/** How many digits a unit of money is behind 元. */
const DIGITS: Record<string, number> = { 元: 0, 万元: 4, 亿元: 8 };

/** Digits, or thousands that commas or blanks part; what tabs and line ends part are several numbers. */
const COPIED =
  /^[¥￥]?((?:\d{1,3}(?:[,，\p{Zs}]\d{3})+|\d+)(?:\.\d+)?)\p{Zs}?(\p{Script=Han}{0,3})$/u;
/** What an input of one line drops, so that two numbers become one. */
const LINE_ENDS = /\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g;

/** What is pasted in one line, with a tab between what stood in several: as between cells, which is no number. */
export const inOneLine = (text: string) => text.trim().replace(LINE_ENDS, '\t');

/** The same figure with the point moved to the right, or to the left where `by` is negative. */
function shifted(figure: string, by: number): string {
  const [whole = '', part = ''] = figure.split('.');
  const digits = whole.padStart(1 - by, '0') + part.padEnd(by, '0');
  const at = (by < 0 ? Math.max(whole.length, 1 - by) : whole.length) + by;
  const moved = `${digits.slice(0, at)}.${digits.slice(at)}`;
  return moved.replace(/^0+(?=\d)/, '').replace(/\.?0*$/, '');
}

/** What a copied amount is in a field with this unit; none where it is no amount, or of another unit. */
export function amountIn(text: string, unit: string): string | undefined {
  const [, figure, own = ''] = COPIED.exec(text.trim()) ?? [];
  if (figure === undefined) return undefined;
  const bare = figure.replace(/[,，\p{Zs}]/gu, '');
  if (own === '' || own === unit) return bare;
  const [from, to] = [DIGITS[own], DIGITS[unit]];
  return from === undefined || to === undefined ? undefined : shifted(bare, from - to);
}

/** An amount in 万元 as so many 元, with commas; empty where it is none. */
export function inYuan(text: string, unit: string): string {
  if (unit !== '万元' || !/^\d+(\.\d+)?$/.test(text.trim())) return '';
  const [whole = '', part] = shifted(text.trim(), 4).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${part ? `.${part}` : ''} 元`;
}
