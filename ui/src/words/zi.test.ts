import { expect, test } from 'vitest';
import vectors from '../../../tests/vectors/test_vectors.json';
import { ALONE } from './wide';
import { countZi } from './zi';
import cases from './zi.cases.json';

test('the vectors are counted rightly', () => {
  expect(vectors.zishu).toHaveLength(27);
  for (const row of vectors.zishu) {
    expect(countZi(row.in), row.in).toEqual({
      zi: row.zishu,
      characters: row.chars_no_space,
      charactersAndSpaces: row.chars_with_space,
    });
  }
});

test('texts of many scripts are counted as the case crate counts them', () => {
  expect(cases.length).toBeGreaterThan(250);
  for (const [text, zi, characters, charactersAndSpaces] of cases as [
    string,
    number,
    number,
    number,
  ][]) {
    expect(countZi(text), JSON.stringify(text)).toEqual({ zi, characters, charactersAndSpaces });
  }
});

test('the table is in order', () => {
  expect(ALONE.length % 2).toBe(0);
  // A range may hold one character only; the next starts after a gap.
  const steps = ALONE.slice(1).map((code, index) => code - (ALONE[index] ?? 0));
  expect(steps.every((step, index) => step >= (index % 2 === 0 ? 0 : 2))).toBe(true);
});

test('half of a pair of surrogates is a character', () => {
  expect(countZi('\ud842')).toEqual({ zi: 1, characters: 1, charactersAndSpaces: 1 });
});
