import { expect, test } from 'vitest';
import { amountIn, inOneLine, inYuan } from './amounts';

test.each([
  ['1,285,000', '元', '1285000'],
  ['1,285,000元', '万元', '128.5'],
  ['￥1，285，000元', '元', '1285000'],
  ['128.50万元', '万元', '128.50'],
  ['1.2亿元', '万元', '12000'],
  ['5元', '万元', '0.0005'],
  ['0元', '万元', '0'],
  ['38人', '人', '38'],
  ['38人', '户', undefined],
  ['1268', '人', '1268'],
  ['约 30', '人', undefined],
  ['1 285 000', '元', '1285000'],
  ['64\t38', '人', undefined],
  ['64\r\n38', '人', undefined],
  ['64 38', '人', undefined],
  ['64,38', '人', undefined],
  ['328\t146', '万元', undefined],
  ['328\n146', '万元', undefined],
])('“%s” copied into a field in %s', (text, unit, amount) => {
  expect(amountIn(text, unit)).toBe(amount);
});

test('several lines are several numbers in one', () => {
  expect(inOneLine('64\r\n38\n')).toBe('64\t38');
  expect(inOneLine(' 64 ')).toBe('64');
});

test.each([
  ['128.50', '1,285,000 元'],
  ['0.0005', '5 元'],
  ['12345678.00015', '123,456,780,001.5 元'],
  ['一百', ''],
  ['', ''],
])('%s 万元 is so many 元', (text, words) => {
  expect(inYuan(text, '万元')).toBe(words);
});
