import { expect, test } from 'vitest';
import { dateParts, joinDate, numberOrRegions, regionsOf, regionsText, withEntry } from './entries';

test('a month is typed in two parts and nothing of it is lost', () => {
  for (const text of ['2018-05', '2018-', '2018-13', '-05', '2018年']) {
    const parts = dateParts(text, 2);
    expect(dateParts(String(joinDate(parts)), 2)).toEqual(parts);
  }
  expect(joinDate(['2018', '5'])).toBe('2018-05');
  expect(joinDate(['２０１８', '１２'])).toBe('2018-12');
  expect(joinDate(['', ''])).toBeNull();
  for (const pasted of ['2018-05', '2018年5月', '2018.5', '2018/05/20']) {
    expect(joinDate([pasted, ''])).toBe('2018-05');
  }
  expect(joinDate(['2020年6月1日', '', ''])).toBe('2020-06-01');
  expect(dateParts('2020-06-01', 3)).toEqual(['2020', '6', '1']);
});

test('places are parted by any mark, and keep their codes', () => {
  const before = [{ code: '341523', text: '舒城县' }];
  expect(regionsOf('舒城县、 金寨县\n裕安区，', before)).toEqual([
    { code: '341523', text: '舒城县' },
    { code: null, text: '金寨县' },
    { code: null, text: '裕安区' },
  ]);
  expect(regionsText(regionsOf('舒城县；金寨县', null))).toBe('舒城县、金寨县');
  expect(regionsOf(' 、', before)).toBeNull();
});

test('a number or places', () => {
  expect(numberOrRegions(' 12 ', null)).toBe('12');
  expect(numberOrRegions('舒城县', null)).toEqual([{ code: null, text: '舒城县' }]);
  expect(numberOrRegions(' ', null)).toBeNull();
});

test('an object whose entries are all empty is nothing', () => {
  const contact = { name: '李明', phone: '' };
  expect(withEntry(contact, ['name', 'phone'], 'phone', '1', '')).toEqual({
    name: '李明',
    phone: '1',
  });
  expect(withEntry(contact, ['name', 'phone'], 'name', '', '')).toBeNull();
});
