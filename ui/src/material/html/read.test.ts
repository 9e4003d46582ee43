// Clipboards as Word, WPS, LibreOffice, Excel and browsers write them, and what they become.

import { describe, expect, test } from 'vitest';
import type { Block } from '../blocks';
import { CHROME, EXCEL, LIBRE_OFFICE, WORD, WPS } from './samples';
import { readHtml, type Beside, type Piece } from './read';

const NOTHING: Beside = { files: [], rtf: '' };

function read(html: string, beside: Partial<Beside> = {}) {
  const found = readHtml(html, { ...NOTHING, ...beside });
  if (found === 'too_much' || found === undefined) throw new Error(`${found}`);
  return found;
}
const h = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
const p = (text: string): Block => ({ kind: 'paragraph', text });
const list = (ordered: boolean, ...items: string[]): Block => ({ kind: 'list', ordered, items });
const table = (rows: string[][], caption = '', header = true): Block => ({
  kind: 'table',
  caption,
  header,
  rows,
});
/** Pictures by the names of their files. */
const plainly = (pieces: readonly Piece[]) =>
  pieces.map((one) => (one.kind === 'coming' ? `${one.file.name} ${one.caption}`.trim() : one));

test('Word: headings, indents, both kinds of lists, a table with merged cells, and a picture it only names', () => {
  const { pieces, said } = read(WORD);
  expect(plainly(pieces)).toEqual([
    p('一店带多户的做法'),
    h(1, '一、基本情况'),
    p('舒城县地处大别山腹地，2019 年底实现脱贫。'),
    h(2, '（一）主要做法'),
    list(false, '建站点；', '教本领；', '拓市场。'),
    list(true, '选店长', '定标准'),
    table(
      [
        ['年份', '服务站', ''],
        ['', '新建', '改造'],
        ['2018', '12', '3'],
      ],
      '表1 两年的变化',
    ),
    p('完。'),
  ]);
  expect(said).toEqual([
    '合并的单元格拆开了（2 处），内容在第一格。',
    '1 张图片没有带入：剪贴板里没有图片本身。请在原来的文档里把图片另存成文件，再添加“图片”。',
  ]);
});

test('Word: the picture is taken from the rich text beside it, with its caption', () => {
  const rtf =
    '{\\rtf1{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn x}{\\sv 1}}}\\picscalex100\\pngblip\\bliptag-12' +
    '{\\*\\blipuid 0a1b2c3d4e5f60718293a4b5c6d7e8f9}\r\n89504e470d0a1a0a\r\n0000000d49484452}}' +
    '{\\nonshppict{\\pict\\wmetafile8 0100}}}';
  const { pieces, said } = read(WORD, { rtf });
  expect(plainly(pieces)).toContain('粘贴的图片1.png 图1 店长培训');
  expect(said).toEqual(['合并的单元格拆开了（2 处），内容在第一格。']);
  const file = pieces.flatMap((one) => (one.kind === 'coming' ? [one.file] : []))[0]!;
  expect(file.size).toBe(16);
  // Two in the one and one in the other: no picture is better than a wrong one.
  expect(read(WORD, { rtf: rtf + rtf }).said).toHaveLength(2);
});

test('WPS: styles of the user, characters of other fonts, automatic numbers of headings', () => {
  const { pieces, said } = read(WPS);
  expect(plainly(pieces)).toEqual([
    h(1, '一、总体情况'),
    p('全县建成电商服务站 38 个。'),
    h(2, '（一）带动增收'),
    list(true, '村村有站点', '户户有门路'),
    list(false, '线上', '线下'),
  ]);
  expect(said).toEqual([]);
});

test('LibreOffice: pictures in the page itself, lists of HTML', () => {
  const { pieces, said } = read(LIBRE_OFFICE);
  expect(plainly(pieces)).toEqual([
    h(2, '做法'),
    p('县里办起了电商服务站。'),
    list(true, '建站点', '教本领'),
    '粘贴的图片1.png',
    table([
      ['年份', '户数'],
      ['2019', '1268'],
    ]),
  ]);
  expect(said).toEqual([]);
});

test('Excel: cells as they are shown, without hidden rows and fillers', () => {
  const { pieces, said } = read(EXCEL);
  expect(plainly(pieces)).toEqual([
    table([
      ['年份', '服务站', '带动户数'],
      ['2018', '12', '320'],
      ['2019', '38', '1,268'],
    ]),
  ]);
  expect(said).toEqual([]);
  // A picture of the cells lies beside them, and is none of those in them.
  const files = [new File(['x'], 'image.png', { type: 'image/png' })];
  const logo = EXCEL.replace(
    '</table>',
    '</table><img width=90 src="file:///C:/clip_image001.png">',
  );
  expect(plainly(read(logo, { files }).pieces)).toHaveLength(1);
  expect(read(logo, { files }).said[0]).toContain('1 张图片没有带入');
});

test('Chrome: a page with nested lists, a quotation, m², and a picture of the net', () => {
  const { pieces, said } = read(CHROME);
  expect(plainly(pieces)).toEqual([
    h(1, '一店带多户'),
    p('店长 带着农户干，每户 120m²。'),
    p('1. 建站点'),
    p('2. 教本领'),
    p('• 白天'),
    p('• 晚上'),
    p('3. 拓市场'),
    { kind: 'quotation', text: '家门口就能挣钱。' },
    list(false, '线上', '直播', '线下'),
  ]);
  expect(said).toEqual([
    '列表里下一级的项和上一级排在了一起，可以自己调整。',
    '1 张图片没有带入：图片在网上，程序不联网。请先存成文件，再添加“图片”。',
  ]);
  // The picture of a page that was copied alone is a file beside it.
  const photo = new File(['x'], 'image.png', { type: 'image/png' });
  expect(plainly(read(CHROME, { files: [photo] }).pieces)).toContain('粘贴的图片1.png');
});

describe('what is plain text goes in as text', () => {
  test.each([
    ['nothing', ''],
    ['words', '<span>甲</span>'],
    ['one paragraph of Word', '<p class=MsoNormal>甲<o:p></o:p></p><p class=MsoNormal>&nbsp;</p>'],
    ['one cell of Excel', '<table><tr><td>甲</td></tr></table>'],
  ])('%s', (_, html) => expect(readHtml(html, NOTHING)).toBeUndefined());
});

test.each([
  ['soft line ends are paragraphs', '甲<br>乙<br><br>丙', [p('甲'), p('乙'), p('丙')]],
  ['layout by tables', '<table><tr><td><p>甲</p><p>乙</p></td></tr></table>', [p('甲'), p('乙')]],
  ['typed numbers', '<p>1、甲</p><p>2、乙</p><p>丙</p>', [list(true, '甲', '乙'), p('丙')]],
  ['typed headings', '<p>一、概况</p><p>甲。</p>', [h(1, '一、概况'), p('甲。')]],
  ['deep headings', '<h5>甲</h5><p>乙</p>', [h(3, '甲'), p('乙')]],
  [
    'a paragraph in a heading style',
    `<h1>${'长'.repeat(121)}</h1><p>乙</p>`,
    [p('长'.repeat(121)), p('乙')],
  ],
  ['a list that goes on at 3', '<ol start=3><li>甲<li>乙</ol>', [p('3. 甲'), p('4. 乙')]],
  ['lines broken between Han', '<p>甲\r\n乙</p><p>ab\r\ncd</p>', [p('甲乙'), p('ab cd')]],
  ['preformatted', '<pre>甲\n乙</pre>', [p('甲'), p('乙')]],
  ['hidden words', '<p>甲<span style="display:none">暗</span></p><p>乙</p>', [p('甲'), p('乙')]],
  [
    'comments of Word',
    '<p>甲</p><p>乙</p><div style="mso-element:comment-list">批</div>',
    [p('甲'), p('乙')],
  ],
  ['no scripts', '<p>甲</p><script>alert(1)</script><p onclick="x()">乙</p>', [p('甲'), p('乙')]],
  ['a heading in an item', '<ul><li><h2>甲</h2><p>乙</p></li></ul>', [h(2, '甲'), p('乙')]],
  [
    'a caption of HTML',
    '<table><caption>表1</caption><tr><th>甲<th>乙<tr><td>1<td>2</table>',
    [
      table(
        [
          ['甲', '乙'],
          ['1', '2'],
        ],
        '表1',
      ),
    ],
  ],
])('%s', (_, html, blocks) => expect(read(html).pieces).toEqual(blocks));

test('the title of a document is no heading of a part', () => {
  const { pieces, said } = read('<h1>做法</h1><h2>概况</h2><p>甲</p><h3>乙</h3><h2>成效</h2>');
  expect(pieces).toEqual([p('做法'), h(1, '概况'), p('甲'), h(2, '乙'), h(1, '成效')]);
  expect(said).toEqual(['全文的题目成了一段，下面的标题各升一级。']);
  expect(read('<h1>一、做法</h1><h2>概况</h2><h2>成效</h2>').pieces[0]).toEqual(h(1, '一、做法'));
});

test('words that were struck out in revision stay behind, and that is told', () => {
  const { pieces, said } = read('<p>甲<del cite="mailto:x">旧</del><ins>新</ins></p><p>乙</p>');
  expect(pieces).toEqual([p('甲新'), p('乙')]);
  expect(said).toEqual(['修订里删去的字没有带入（1 处）。']);
});

test('a table that is too wide keeps its words', () => {
  const row = `<tr>${'<td>甲</td>'.repeat(13)}</tr>`;
  const { pieces, said } = read(`<p>乙</p><table>${row}${row}</table>`);
  expect(pieces[1]).toEqual(p(Array(2).fill(Array(13).fill('甲').join('\t')).join('\n')));
  expect(said).toEqual(['有 13 列的表格超过 12 列，按文字带入了。']);
});

describe('hostile and huge pages end soon', () => {
  const quick = (html: string) => {
    const begun = performance.now();
    const found = readHtml(html, NOTHING);
    // Judgement: jsdom parses some ten times more slowly than a browser.
    expect(performance.now() - begun).toBeLessThan(8000);
    return found;
  };
  test.each([
    ['5 MB of words', `<p>${'甲乙 '.repeat(1_700_000)}</p>`, 'too_much'],
    [
      'cells without end',
      `<table>${`<tr>${'<td>1</td>'.repeat(12)}</tr>`.repeat(400)}</table>`,
      'too_much',
    ],
    ['paragraphs without end', '<p>甲</p>'.repeat(700), 'too_much'],
    [
      'spans without end',
      '<table><tr><td colspan=99999999 rowspan=99999999>甲<td>乙<tr><td>丙</table>',
      undefined,
    ],
    ['styles without a bracket', `<style>${'.a'.repeat(400_000)}</style><p>甲</p>`, undefined],
  ])('%s', (_, html, wanted) => {
    const found = quick(html);
    if (wanted === 'too_much') expect(found).toBe('too_much');
  });
  test('nesting keeps the words', () => {
    const deep = 1000;
    const found = quick(`<p>乙</p>${'<div>'.repeat(deep)}甲${'</div>'.repeat(deep)}`);
    expect(found).toMatchObject({ pieces: [p('乙'), p('甲')] });
    quick('<ul><li>甲'.repeat(600));
    quick('<table><tr><td>'.repeat(300));
  });
});
