import { expect, test } from 'vitest';
import vectors from '../../../tests/vectors/as_written.json';
import { writtenDate } from './written';

test('dates are read as the case crate reads them', () => {
  expect(vectors.dates.length).toBeGreaterThan(30);
  for (const { in: text, month, day } of vectors.dates) {
    expect(writtenDate(text, 2)?.join('-') ?? null, text).toBe(month);
    expect(writtenDate(text, 3)?.join('-') ?? null, text).toBe(day);
  }
});
