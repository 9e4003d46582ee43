// What comes by the clipboard, in the real browser on the real server: a document of Word and a page into the material, a
// shot of the screen with Ctrl+V, cells into rows; each is one step for undo. And the strip of pages beside the paper.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { PICTURES, enter, fit, fromRoot, launch, serve } from './running.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const block = (number) => `[id="field-material/${number}"]`;
const isFocused = (page, id) =>
  page.waitForFunction((wanted) => document.activeElement.id === wanted, id);

/** The clipboards that the tests of the interface read, too. */
const samples = readFileSync(fromRoot('ui/src/material/html/samples.ts'), 'utf8');
const sample = (name) => new RegExp(`export const ${name} =\\s*[\`']([^]*?)[\`'];`).exec(samples)[1];

/** Pastes what programs put on the clipboard, where the focus is. */
const paste = (page, kinds) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    for (const [kind, text] of Object.entries(pasted)) clipboardData.setData(kind, text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, kinds);

/** Puts a picture on the clipboard of the system, as a program for shots does. */
const shoot = (page, colour) =>
  page.evaluate(async (fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 1100 });
    const brush = canvas.getContext('2d');
    brush.fillStyle = fill;
    brush.fillRect(0, 0, 1200, 1100);
    const png = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  }, colour);

describe('the clipboard', { timeout: 120_000 }, () => {
  const at = { server: undefined, page: undefined };
  const faults = [];
  before(async () => {
    at.server = await serve();
    at.page = await enter(browser, at.server.address, faults);
    at.page.setDefaultTimeout(10_000);
    const { origin } = new URL(at.server.address);
    await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  });
  after(async () => {
    await at.page?.close();
    await at.server?.close();
  });

  test('a document of Word becomes blocks, in one step that says what came', async () => {
    const { page } = at;
    await page.click('text=新建案例');
    await page.waitForSelector('article');
    await page.click('text=开始填写');
    await page.waitForSelector('#material');
    await page.click('#material button:text-is("在这里写")');
    await isFocused(page, 'field-material/1');
    await paste(page, { 'text/html': sample('WORD'), 'text/plain': '一店带多户的做法' });
    await page.waitForSelector('#material [role=status]:has-text("带入了 3 段、2 个标题")');
    assert.equal(await page.inputValue('[aria-label="第 1 段的种类"]'), 'paragraph');
    assert.equal(await page.inputValue(block(2)), '一、基本情况');
    assert.equal(await page.inputValue(block(5)), '建站点；\n教本领；\n拓市场。');
    assert.equal(await page.inputValue('[aria-label="第 4 段的种类"]'), 'heading2');
    assert.equal(await page.inputValue('[id="field-material/7-caption"]'), '表1 两年的变化');
    await fit(page, 'clipboard-word');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(2), { state: 'detached' });
    assert.equal(await page.inputValue(block(1)), '');
    await page.keyboard.press('Control+Y');
    await page.waitForSelector(block(8));
  });

  test('a page with its picture: the picture is a file of the draft', async () => {
    const { page } = at;
    const point = sample('POINT');
    const html = sample('LIBRE_OFFICE').replace('${POINT}', point);
    await page.focus(block(8));
    await page.keyboard.press('Control+End');
    await paste(page, { 'text/html': html, 'text/plain': '做法' });
    await page.waitForSelector('#material [role=status]:has-text("1 张图片")');
    await page.waitForSelector('[data-field="material/12"]:has-text("粘贴的图片1.png")');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(9), { state: 'detached' });
    await page.keyboard.press('Control+Y');
    await page.waitForSelector(block(13));
  });

  test('a shot of the screen with Ctrl+V stands in the material, and elsewhere goes along', async () => {
    const { page } = at;
    await shoot(page, '#7a9');
    await page.focus(block(1));
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+V');
    await page.waitForSelector('[data-field="material/2"]:has-text("粘贴的图片.png")');
    await shoot(page, '#97a');
    await page.focus('#field-case_name');
    await page.keyboard.press('Control+V');
    await page.waitForSelector('[role=status]:has-text("放进了附件，作为照片")');
    await page.waitForSelector('#attachment-1:has-text("粘贴的图片")');
    await page.focus('#field-case_name');
    await fit(page, 'clipboard-shot');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector('#attachment-1', { state: 'detached' });
  });

  test('the strip of pages leads to a page and marks the one that is looked at', async () => {
    const { page } = at;
    await page.click('#material >> text=看纸样');
    const strip = 'aside ol[aria-label="各页的小样"]';
    await page.waitForSelector(`${strip} img`);
    const count = await page.locator(`${strip} button`).count();
    assert.ok(count > 1, `${count} pages`);
    await page.click(`${strip} button >> nth=${count - 1}`);
    const current = () =>
      page.evaluate(() => document.querySelector('aside [aria-current=page]').getAttribute('aria-label'));
    assert.match(await current(), new RegExp(`^第 ${count} 页`));
    assert.ok((await page.evaluate(() => document.querySelector('aside .pages').scrollTop)) > 100);
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('aside .pages').scrollTop < 20);
    assert.match(await current(), /^第 1 页/);
    await page.waitForTimeout(1500);
    await fit(page, 'strip');
    await page.emulateMedia({ colorScheme: 'dark' });
    await fit(page, 'strip-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('rows of a spreadsheet fill a list, in one step', async () => {
    const { page } = at;
    await page.click('summary:has-text("联络员回执")');
    const list = '[data-field=liaisons]';
    await page.click(`${list} >> text=添加一行`);
    await isFocused(page, 'field-liaisons/1/unit');
    const rows = [
      ['序号', '姓名', '单位', '备注'],
      ['1', '王芳', '舒城县商务局', '主办'],
      ['2', '李明', '霍山县商务局', ''],
    ];
    const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
    await paste(page, {
      'text/html': `<table style="border:0">${cells.join('')}</table>`,
      'text/plain': rows.map((row) => row.join('\t')).join('\r\n'),
    });
    await page.waitForSelector(`${list} [role=status]:has-text("贴入了 2 行")`);
    assert.match(await page.innerText(`${list} [role=status]`), /没有地方放的：“主办”。/);
    assert.equal(await page.inputValue('[id="field-liaisons/2/name"]'), '李明');
    assert.equal(await page.inputValue('[id="field-liaisons/1/unit"]'), '舒城县商务局');
    await page.locator(list).scrollIntoViewIfNeeded();
    await fit(page, 'clipboard-rows');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector('[id="field-liaisons/2/name"]', { state: 'detached' });
  });

  test('a long document of Word is in within a moment', async () => {
    const { page } = at;
    const end = await page.locator('#material ol > li').count();
    await page.focus(block(1));
    await page.keyboard.press('Control+End');
    const run = "<span style='font-family:宋体;mso-ascii-font-family:Calibri;mso-hansi-theme-font:minor-latin'>";
    const one = `<p class=MsoNormal style='text-indent:24.0pt'>${`${run}电商助农增收，</span>`.repeat(12)}<o:p></o:p></p>`;
    const html = `<html><head><style>${'p.a{mso-style-name:甲;}'.repeat(3000)}</style></head><body>${one.repeat(400)}</body></html>`;
    const begun = Date.now();
    await paste(page, { 'text/html': html, 'text/plain': '电商' });
    await page.waitForSelector(block(end + 400));
    const took = Date.now() - begun;
    // Judgement: what is pasted once may take as long as opening it in Word did.
    assert.ok(took < 6000, `${took} ms`);
    console.log(`# ${html.length} characters, 400 paragraphs: ${took} ms`);
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(end + 1), { state: 'detached' });
    // What is beyond all bounds goes in as text.
    await page.focus(block(1));
    await paste(page, { 'text/html': `<p>${'<b>甲</b>'.repeat(120_000)}</p>`, 'text/plain': '甲' });
    await page.waitForSelector('#material [role=status]:has-text("贴入的内容太多")');
  });

  test('the help has drawings, by F1', async () => {
    const { page } = at;
    await page.keyboard.press('F1');
    await page.waitForSelector('dialog svg[role=img]');
    await fit(page, 'help');
    await page.locator('dialog section >> nth=5').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${PICTURES}/help-end.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${PICTURES}/help-dark.png` });
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await page.screenshot({ path: `${PICTURES}/help-forced.png` });
    await page.emulateMedia({ forcedColors: 'none' });
    await page.keyboard.press('Escape');
  });

  test('no fault was reported by the page', () => {
    assert.deepEqual(faults, []);
  });
});

describe('the clipboard in a form with addresses and rows', { timeout: 90_000 }, () => {
  const at = { server: undefined, page: undefined };
  const faults = [];
  before(async () => {
    at.server = await serve('2024-02-01');
    at.page = await enter(browser, at.server.address, faults);
    at.page.setDefaultTimeout(10_000);
    const { origin } = new URL(at.server.address);
    await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    await at.page.click('text=新建案例');
    await at.page.waitForSelector('article');
    await at.page.click('article:has-text("安徽") >> text=开始填写');
    await at.page.waitForSelector('#field-media_links, [id="field-media_links/1"]');
  });
  after(async () => {
    await at.page?.close();
    await at.server?.close();
  });

  test('in the row of an address a shot is that of the page', async () => {
    const { page } = at;
    await shoot(page, '#79a');
    const link = page.locator('[id="field-media_links/1"]');
    await link.fill('https://www.shucheng.gov.cn/a.html');
    await link.press('Control+V');
    await page.waitForSelector(
      '[role=status]:has-text("作为媒体报道截图（https://www.shucheng.gov.cn/a.html）")',
    );
    await page.waitForSelector('#attachment-1:has-text("网页截图.png")');
    const addresses = await page.$$eval('#attachment-1 input', (all) => all.map((one) => one.value));
    assert.ok(addresses.includes('https://www.shucheng.gov.cn/a.html'), addresses.join());
    await page.locator('#attachments').scrollIntoViewIfNeeded();
    await fit(page, 'clipboard-report');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector('#attachment-1', { state: 'detached' });
  });

  test('no fault was reported by the page', () => {
    assert.deepEqual(faults, []);
  });
});
