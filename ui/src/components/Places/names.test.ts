import { expect, test } from 'vitest';
import { areSeveral, namedIn, placeOf, placesOf, tidied } from './names';

const SHUCHENG = { code: '341523', text: '安徽省六安市舒城县' };

test('places are parted by any mark', () => {
  expect(namedIn('舒城县、 金寨县\n裕安区，')).toEqual([
    { code: null, text: '舒城县' },
    { code: null, text: '金寨县' },
    { code: null, text: '裕安区' },
  ]);
  expect(areSeveral('舒城县；金寨县')).toBe(true);
  expect(areSeveral('舒城县、')).toBe(false);
  expect(namedIn(' 、')).toEqual([]);
});

test('what is left keeps its code, and what was emptied goes', () => {
  expect(
    tidied([SHUCHENG, { code: null, text: ' ' }, { code: '1', text: '金寨县、裕安区' }]),
  ).toEqual([SHUCHENG, { code: null, text: '金寨县' }, { code: null, text: '裕安区' }]);
});

test('a value of another shape is no place', () => {
  expect(placesOf('3')).toEqual([]);
  expect(placesOf([SHUCHENG, null])).toEqual([SHUCHENG, { code: null, text: '' }]);
  expect(placeOf(undefined)).toEqual({ code: null, text: '' });
});
