import { expect, test } from 'vitest';
import vectors from '../../../../tests/vectors/as_written.json';
import { dateParts, joinDate, withEntry } from './entries';

test('a month is typed in two parts and nothing of it is lost', () => {
  for (const text of ['2018-05', '2018-', '2018-13', '-05', '2018年底-']) {
    const parts = dateParts(text, 2);
    expect(dateParts(String(joinDate(parts)), 2)).toEqual(parts);
  }
  expect(joinDate(['2018', '5'])).toBe('2018-05');
  expect(joinDate(['２０１８', '１２'])).toBe('2018-12');
  expect(joinDate(['', ''])).toBeNull();
  for (const pasted of ['2018-05', '2018年5月', '2018.5']) {
    expect(joinDate([pasted, ''])).toBe('2018-05');
  }
  expect(joinDate(['2020年6月1日', '', ''])).toBe('2020-06-01');
  for (const pasted of ['2018 年 5 月', '201805', '二〇一八年五月', '２０１８．０５', '2018。5']) {
    expect(joinDate([pasted, '']), pasted).toBe('2018-05');
    expect(joinDate([pasted, '11']), pasted).toBe('2018-05');
  }
  expect(joinDate(['2018年', '5月'])).toBe('2018-05');
  // A period goes to Rust whole; a half-typed year keeps its month.
  expect(joinDate(['2018年5月至2020年6月', ''])).toBe('2018年5月至2020年6月');
  expect(joinDate(['2018年5月至今', ''])).toBe('2018年5月至今');
  expect(joinDate(['20184', '5'])).toBe('20184-05');
  // A day keeps its day: Rust tells that only a month is asked.
  for (const { in: day } of vectors.days_for_months) expect(joinDate([day, '']), day).toBe(day);
  // A mark of a note makes no other year or month.
  for (const noted of ['2018年5月①', '2018²', '٢٠١٨']) {
    expect(String(joinDate([noted, ''])).replace(/-$/, ''), noted).toBe(noted);
  }
  expect(joinDate(['2018', '1²'])).toBe('2018-1²');
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
