import { expect, test } from 'vitest';
import { dateParts, joinDate, withEntry } from './entries';

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

test('an object whose entries are all empty is nothing', () => {
  const contact = { name: '李明', phone: '' };
  expect(withEntry(contact, ['name', 'phone'], 'phone', '1', '')).toEqual({
    name: '李明',
    phone: '1',
  });
  expect(withEntry(contact, ['name', 'phone'], 'name', '', '')).toBeNull();
});
