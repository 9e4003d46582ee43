// 字数 as Word and WPS count it, while somebody types. The case crate counts the same for the checks and
// is the judge: its answers, in wide.ts and zi.cases.json, are what this is tested by.

import { ALONE } from './wide';

/** The three figures that Word shows. */
export interface ZiCount {
  /** 字数, to which limits apply. */
  zi: number;
  /** 字符数(不计空格). */
  characters: number;
  /** 字符数(计空格). */
  charactersAndSpaces: number;
}

// Not \s, which takes U+FEFF for a space and U+0085 for none.
const SPACE = /^\p{White_Space}$/u;

/** Counts a text after NFC; line ends count nothing. */
export function countZi(text: string): ZiCount {
  const count: ZiCount = { zi: 0, characters: 0, charactersAndSpaces: 0 };
  let inRun = false;
  for (const character of text.normalize('NFC')) {
    if (character === '\r' || character === '\n') {
      inRun = false;
      continue;
    }
    count.charactersAndSpaces += 1;
    if (SPACE.test(character)) {
      inRun = false;
      continue;
    }
    count.characters += 1;
    const alone = countsAlone(character.codePointAt(0) ?? 0);
    if (alone || !inRun) count.zi += 1;
    inRun = !alone;
  }
  return count;
}

/** Whether a character is full-width or of ambiguous width, by halving the table of ranges. */
function countsAlone(code: number): boolean {
  let [low, high] = [0, ALONE.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (ALONE[middle * 2] ?? 0)) high = middle - 1;
    else if (code > (ALONE[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}
