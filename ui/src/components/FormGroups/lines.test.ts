import { expect, test } from 'vitest';
import { EVERY_FIELD } from '../../host/fake';
import type { FieldView } from '../../host';
import { linesOf } from './lines';

const one = (id: string) => EVERY_FIELD.find((field) => field.id === id)!;
const ids = (lines: FieldView[][]) => lines.map((line) => line.map(({ id }) => id));

test('two short fields that belong together share a line, a third begins another', () => {
  const fields = ['text', 'integer', 'decimal', 'month', 'date', 'mobile', 'postcode', 'person'];
  expect(ids(linesOf(fields.map(one)))).toEqual([
    ['text'],
    ['integer', 'decimal'],
    ['month', 'date'],
    ['mobile', 'postcode'],
    ['person'],
  ]);
});

test('a field that is explained at length has a line of its own', () => {
  const long = {
    ...one('decimal'),
    help: '按实际到账的资金填写，包括财政资金、社会捐助和企业自己投入的部分。',
  };
  expect(ids(linesOf([one('integer'), long]))).toEqual([['integer'], ['decimal']]);
});
