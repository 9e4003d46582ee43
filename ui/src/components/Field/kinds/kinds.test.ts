import { expect, test } from 'vitest';
import { EVERY_FIELD } from '../../../host/samples';
import { KINDS } from './kinds';

test('the samples show a field of every kind', () => {
  const shown = new Set(EVERY_FIELD.map((field) => field.kind.is));
  expect([...shown].sort()).toEqual(Object.keys(KINDS).sort());
});
