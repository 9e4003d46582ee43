// A blank Word form in Debian's Chromium: chosen, looked at, taken, and a case made of it, by keyboard alone; dropped on
// the list; what is no form.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { enter, fit, fromRoot, launch, serve, tabTo } from './running.mjs';

const forms = mkdtempSync(join(tmpdir(), 'shenbao-word-'));
let browser;
before(async () => {
  execFileSync('python3', [fromRoot('tests/word/make.py'), forms]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(forms, { recursive: true, force: true });
});

/** Lets a file go over the list of drafts. */
async function drop(page, path, name) {
  await page.waitForSelector('text=导入 Word 表…');
  await page.evaluate(
    ({ text, name }) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      const init = { bubbles: true, cancelable: true, dataTransfer };
      const main = document.querySelector('main');
      for (const type of ['dragenter', 'dragover', 'drop']) {
        main.dispatchEvent(new DragEvent(type, init));
      }
    },
    { text: readFileSync(path).toString('base64'), name },
  );
}

describe('a blank Word form', () => {
  test('by keyboard alone: chosen, looked at, taken, and a case of it begun', async () => {
    const own = await serve('2025-09-10');
    copyFileSync(join(forms, 'options_other.docx'), join(own.home, '空白表.docx'));
    const faults = [];
    const page = await enter(browser, own.address, faults);
    await tabTo(page, '导入 Word 表…');
    await page.keyboard.press('Enter');
    await tabTo(page, '空白表.docx');
    await page.keyboard.press('Space');
    await tabTo(page, '选择');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h3:has-text("印出来的空表")');
    await page.waitForSelector('img[alt="空表第 1 页"]');
    await fit(page, 'word-form');
    assert.ok(await page.isVisible('text=印出来的空表上都有'));
    await tabTo(page, '用这张表');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("新建")');
    await tabTo(page, '开始填写');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("未命名案例")');
    // Its texts lie in the user's own catalog, for whoever wants to read them.
    const own_forms = readdirSync(join(own.home, 'home/catalog/forms'));
    assert.equal(own_forms.length, 1);
    assert.ok(existsSync(join(own.home, 'home/catalog/calls', own_forms[0], 'SOURCES.md')));
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });

  test('an answer changes what it becomes, and a pasted notice tells who asks', async () => {
    const own = await serve('2025-09-10');
    const page = await enter(browser, own.address, []);
    await drop(page, join(forms, 'options_other.docx'), '空白表.docx');
    await page.waitForSelector('img[alt="空表第 1 页"]');
    await page.click('summary:has-text("有通知的")');
    await page.fill('#notice-text', '关于征集优秀案例的通知\n请于2025年9月30日前报送。\n某某县网信办\n2025年9月1日\n');
    // Straight from the text: the press waits for the reading.
    await page.click('text=用这张表');
    await page.waitForSelector('h1:has-text("新建")');
    await page.waitForSelector('dd:has-text("2025年9月30日")');
    await page.close();
    await own.close();
  });

  test('what was read of a notice is shown, and one that cannot be read changes nothing', async () => {
    const own = await serve('2025-09-10');
    copyFileSync(join(forms, 'refused', 'bomb.docx'), join(own.home, '旧通知.docx'));
    const page = await enter(browser, own.address, []);
    await drop(page, join(forms, 'options_other.docx'), '空白表.docx');
    await page.waitForSelector('img[alt="空表第 1 页"]');
    await page.click('summary:has-text("有通知的")');
    await page.click('text=选择通知的 Word 文件…');
    await page.click('label:has-text("旧通知.docx")');
    await page.click('dialog >> text="选择"');
    await page.waitForSelector('[role=alert]:has-text("超出了能读的范围")');
    assert.ok(!(await page.isVisible('text=已读：')));
    await page.fill('#notice-text', '请于2025年9月30日前报送。');
    await page.locator('#notice-text').blur();
    await page.click('summary:has-text("通知要点")');
    await page.waitForSelector('dd:has-text("2025-09-30"):has-text("请于2025年9月30日前报送")');
    await page.click('text=不用这份通知');
    await page.waitForSelector('text=已读粘贴的通知', { state: 'detached' });
    await page.close();
    await own.close();
  });

  test('what is no form of this kind, or no Word file, is told, and nothing is made', async () => {
    const own = await serve('2025-09-10');
    const page = await enter(browser, own.address, []);
    await drop(page, join(forms, 'refused', 'letter.docx'), '信.docx');
    await page.waitForSelector('[role=alert]:has-text("不像一张可以导入的申报表")');
    await fit(page, 'word-form-refused');
    await page.click('text=← 全部草稿');
    const old = join(own.home, '旧表.doc');
    writeFileSync(old, Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(600), 'hex'));
    await drop(page, old, '旧表.doc');
    await page.waitForSelector('[role=alert]:has-text("另存为 .docx")');
    assert.ok(!existsSync(join(own.home, 'home/catalog')));
    await page.close();
    await own.close();
  });
});
