import { expect, test } from 'vitest';
import { exampleCall } from '../host/fake';
import { chineseDate } from './dates';
import { quoted } from './quoted';
import { bytesWords, progressWords } from './times';
import { isShort, windowSentence, windowWords } from './window';

test('a date reads as it is written by hand', () => {
  expect(chineseDate('2020-06-10')).toBe('2020年6月10日');
  expect(chineseDate('长期')).toBe('长期');
});

test('marks within marks are single', () => {
  expect(quoted('“云上茶谷”行动')).toBe('“‘云上茶谷’行动”');
});

test.each([
  [0, '0 KB'],
  [1, '1 KB'],
  [500_000, '500 KB'],
  [500_001, '501 KB'],
  [999_999, '1000 KB'],
  [1_000_000, '1 MB'],
  [1_048_576, '1 MB'],
  [1_999_999, '1.9 MB'],
  [2_300_000, '2.3 MB'],
  [500_000_000, '500 MB'],
  [999_999_999, '999.9 MB'],
  [2_000_000_000, '2 GB'],
  [4_210_000_000, '4.2 GB'],
])('a file of %i bytes is as long as a finding says', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});

test.each([
  [1_200_000_000, 4_000_000_000, '1.2 GB / 4.0 GB'],
  [3_999_999_999, 4_000_000_000, '3.9 GB / 4.0 GB'],
  [4_000_000_000, 4_000_000_000, '4.0 GB / 4.0 GB'],
  [1_000_000_000, 4_012_345_678, '1.0 GB / 4.0 GB'],
  [0, 12_340_000, '0.0 MB / 12.3 MB'],
  [12_400_000, 12_340_000, '12.3 MB / 12.3 MB'],
  [999, 1_001, '1 KB / 2 KB'],
])('%i of %i bytes', (done, all, words) => {
  expect(progressWords(done, all)).toBe(words);
});

test('a window reads by its state', () => {
  expect(windowWords({ state: 'not_yet_open', days: 3 })).toBe('尚未开始，还有 3 天');
  expect(windowWords({ state: 'open', days_left: 12 })).toBe('还有 12 天');
  expect(windowWords({ state: 'open', days_left: 0 })).toBe('今天截止');
  expect(windowWords({ state: 'passed', days: 5 })).toBe('已截止');
});

test('a passed window is told and blocks nothing', () => {
  const call = exampleCall({ window: { state: 'passed', days: 1 } });
  expect(windowSentence(call)).toContain('仍可照常准备');
});

test('a deadline has its hour, and what is applied for its word', () => {
  const open = exampleCall({ closes: '2026-04-30', hour: '17时', thing: '论文' });
  expect(windowSentence(open)).toContain('2026年4月30日17时截止');
  const passed = { ...open, window: { state: 'passed', days: 1 } as const };
  expect(windowSentence(passed)).toContain('导出论文');
});

test('the last week is short', () => {
  expect(isShort({ state: 'open', days_left: 7 })).toBe(true);
  expect(isShort({ state: 'open', days_left: 8 })).toBe(false);
  expect(isShort({ state: 'passed', days: 1 })).toBe(false);
});
