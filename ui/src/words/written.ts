// Dates as offices write them, read as the case crate reads them: both are tested by
// tests/vectors/as_written.json. Here it only decides whether a text in one control is a whole date.

/** Half-width forms of full-width ASCII; nothing else is folded, for ² is no 2 and ① none either. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');

const DIGITS = '〇一二三四五六七八九';
const digit = (one: string) => (one === '零' || one === '○' ? 0 : DIGITS.indexOf(one));

/** 二〇一八 and 三十一 in digits; as it is where it is no number. */
function numeral(run: string): string {
  const [tens = '', ones] = run.split('十');
  if (ones === undefined) return [...run].map(digit).join('');
  const one = (text: string, empty: number) => (text === '' ? empty : digit(text));
  const fits = /^[一二三四五六七八九]?十[一二三四五六七八九]?$/.test(run);
  return fits ? String(one(tens, 1) * 10 + one(ones, 0)) : run;
}

const BETWEEN = '[-\\u2010-\\u2015\\u2212\\uFE58\\uFE63./。]';
const MONTH = new RegExp(`^(\\d{4})(?:年|${BETWEEN})(\\d{1,2})(?:月份?)?$|^(\\d{4})(\\d{2})$`);
const DAY = new RegExp(
  `^(\\d{4})(?:年|${BETWEEN})(\\d{1,2})(?:月|${BETWEEN})(\\d{1,2})[日号]?$|^(\\d{4})(\\d{2})(\\d{2})$`,
);

/** Year, month and, of three, day in digits; none where the text is no such date. */
export function writtenDate(text: string, count: 2 | 3): string[] | undefined {
  // Blanks part what nothing else does: 2018 7 is no 20187.
  const dashed = text.replace(/([\d０-９])\s+(?=[\d０-９])/g, '$1-');
  const plain = halfWidth(dashed)
    .replace(/[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/[〇○零一二三四五六七八九十]+(?=[年月日号])/g, numeral);
  const found = (count === 2 ? MONTH : DAY).exec(plain);
  if (!found) return undefined;
  const [year = '', ...rest] = found.slice(1).filter((part) => part !== undefined);
  const parts = [year, ...rest.map((part) => part.padStart(2, '0'))];
  const [years, month, day = 1] = parts.map(Number) as [number, number, number?];
  const isMonth = years >= 1949 && years <= 2199 && month >= 1 && month <= 12;
  const isDay = day >= 1 && day <= new Date(Date.UTC(years, month, 0)).getUTCDate();
  return isMonth && isDay ? parts : undefined;
}
