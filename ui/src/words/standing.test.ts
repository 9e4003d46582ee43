import { expect, test } from 'vitest';
import { exampleCall, exampleSummary } from '../host/fake';
import { daysLeft, daysWords, shortCall, standingOf, yearOf } from './standing';

test.each([
  [{ problems: 3 }, 'filling'],
  [{ problems: 0 }, 'ready'],
  [{ problems: 2, exported: 1 }, 'exported'],
  [{ problems: 0, exported: 1, sealed: 2 }, 'sealed'],
  [{ problems: 0, exported: 1, sealed: 2, handed_in: 3 }, 'handed_in'],
])('%o is %s', (changes, standing) => {
  expect(standingOf(exampleSummary(changes))).toBe(standing);
});

test.each([
  ['2020年江苏省网络扶贫优秀案例征集', '2020 江苏省网络扶贫优秀案例'],
  ['2024年网络公益行动优秀项目征集活动', '2024 网络公益行动优秀项目'],
  ['青年论文', '青年论文'],
])('%s is called %s in the list', (title, short) => {
  expect(shortCall(title)).toBe(short);
});

test('days that are left, and the year', () => {
  const call = exampleCall();
  expect([daysLeft(call), daysWords(38), yearOf(call, call.title)]).toEqual([
    38,
    '还有 38 天',
    '2020',
  ]);
  const passed = exampleCall({ window: { state: 'passed', days: 4 } });
  expect(daysWords(daysLeft(passed))).toBe('已截止');
  expect(daysWords(daysLeft(exampleCall({ window: { state: 'undated' } })))).toBe('');
  expect(yearOf(undefined, '2016年网络扶贫')).toBe('2016');
});
