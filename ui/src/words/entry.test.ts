import { expect, test } from 'vitest';
import vectors from '../../../tests/vectors/taken_in.json';
import { stoodFor, takeIn, type Room } from './entry';

test('each class of character is taken in as foundation takes it', () => {
  expect(vectors.both.length).toBeGreaterThan(25);
  for (const { room, in: typed, is: text, said } of vectors.both) {
    expect(takeIn(typed, room as Room), JSON.stringify(typed)).toEqual({ text, said });
    expect(takeIn(text, room as Room), 'twice is once').toEqual({ text, said: [] });
  }
});

// No file can hold them, nor the vectors.
test('half of a character is told', () => {
  const said = (count: number) => [`有 ${count} 个残缺的字，换成了“\uFFFD”，请补上原来的字。`];
  expect(takeIn('甲\uD842乙', 'line')).toEqual({ text: '甲\uFFFD乙', said: said(1) });
  expect(takeIn('\uDFB7林\uD842', 'lines')).toEqual({ text: '\uFFFD林\uFFFD', said: said(2) });
  expect(takeIn('𠮷林', 'lines')).toEqual({ text: '𠮷林', said: [] });
});

test('the table of GBK ends where its characters end', () => {
  expect(stoodFor('\uE863')).toBe('䶮');
  expect(stoodFor('\uE864')).toBe('龻');
  expect(stoodFor('\uE865')).toBeUndefined();
  expect(stoodFor('\uE814')).toBeUndefined();
});
