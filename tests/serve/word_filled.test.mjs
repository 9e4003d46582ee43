// A filled Word form in Debian's Chromium: dropped on the list, looked at, made a draft, each doubt led to; the draft
// written as Word again; a Word text brought into the material and undone.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BINARY, enter, fit, launch, serve } from './running.mjs';

const forms = mkdtempSync(join(tmpdir(), 'shenbao-filled-'));
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(forms, { recursive: true, force: true });
});

/** Lets a file go over an element. */
async function drop(page, selector, path, name) {
  await page.waitForSelector(selector);
  await page.evaluate(
    ({ selector, text, name }) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      const init = { bubbles: true, cancelable: true, dataTransfer };
      const place = document.querySelector(selector);
      for (const type of ['dragenter', 'dragover', 'drop']) {
        place.dispatchEvent(new DragEvent(type, init));
      }
    },
    { selector, text: readFileSync(path).toString('base64'), name },
  );
}

/** The sample as a Word file, with a number that is none. */
function filled() {
  const at = (name) => join(forms, name);
  execFileSync(BINARY, ['new', 'js-2020', '--sample', '-o', at('a.json')]);
  const sample = JSON.parse(readFileSync(at('a.json')));
  sample.values.case_name = '一店带多户';
  sample.values.phone = '025-83398888 转 8';
  sample.values.start = '2018年春';
  writeFileSync(at('a.json'), JSON.stringify(sample));
  execFileSync(BINARY, ['word', at('a.json'), '-o', at('填好的.docx')]);
  return at('填好的.docx');
}

describe('a filled Word form', () => {
  test('becomes a draft whose doubts lead to their fields, and Word again', async () => {
    const file = filled();
    const own = await serve();
    const faults = [];
    const page = await enter(browser, own.address, faults);
    await page.waitForSelector('text=导入 Word 表…');
    await drop(page, 'main', file, '填好的.docx');
    await page.waitForSelector('h2:has-text("这是一张填好的表")');
    await fit(page, 'word-filled');
    assert.match(await page.textContent('.count'), /填了 1\d 栏，2 处要看/);
    await page.click('button:has-text("做成草稿")');
    await page.waitForSelector('h1:has-text("一店带多户")');
    await fit(page, 'word-filled-draft');
    await page.click('.from-word button.link:has-text("开始时间")');
    const focused = await page.evaluate(() => document.activeElement.closest('[data-field]')?.dataset.field);
    assert.equal(focused, 'start');
    await page.click('button:has-text("导出 Word 供修改…")');
    await page.waitForSelector('dialog[open]');
    await page.click('dialog[open] button.strong');
    await page.waitForSelector('text=供修改的 Word');
    assert.ok(existsSync(join(own.home, '一店带多户.docx')));
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });

  test('and a Word text comes into the material in one step', async () => {
    const file = filled();
    const own = await serve();
    copyFileSync(file, join(own.home, '材料.docx'));
    const faults = [];
    const page = await enter(browser, own.address, faults);
    await page.waitForSelector('text=导入 Word 表…');
    await drop(page, 'main', file, '填好的.docx');
    await page.click('button:has-text("做成草稿")');
    await page.waitForSelector('#material .count');
    const before = await page.textContent('#material .count');
    await drop(page, '#material .head', file, '材料.docx');
    await page.waitForSelector('.brought');
    assert.match(await page.textContent('.brought'), /带入 \d+ 个标题/);
    await fit(page, 'word-text');
    assert.notEqual(await page.textContent('#material .count'), before);
    await page.click('button:has-text("撤销")');
    await page.waitForFunction((was) => document.querySelector('#material .count')?.textContent === was, before);
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });
});
