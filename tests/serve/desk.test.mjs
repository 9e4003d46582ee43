// The form desk in Debian's Chromium: a blank Word form becomes a form, is changed at the desk, tried, saved, and a case is
// begun by it; a draft that was begun before goes on by the form of before until the newer one is taken.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { enter, fit, fromRoot, launch, serve, tabTo } from './running.mjs';

const forms = mkdtempSync(join(tmpdir(), 'shenbao-desk-'));
let browser;
before(async () => {
  execFileSync('python3', [fromRoot('tests/word/make.py'), forms]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(forms, { recursive: true, force: true });
});

/** A page at the desk of a form that came from Word. */
async function atDesk(own, faults) {
  copyFileSync(join(forms, 'options_other.docx'), join(own.home, '空白表.docx'));
  const page = await enter(browser, own.address, faults);
  await tabTo(page, '导入 Word 表…');
  await page.keyboard.press('Enter');
  await tabTo(page, '空白表.docx');
  await page.keyboard.press('Space');
  await tabTo(page, '选择');
  await page.keyboard.press('Enter');
  await page.waitForSelector('img[alt="空表第 1 页"]');
  await tabTo(page, '在表单台里接着改');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h2:has-text("没有写错的地方")');
  return page;
}

const formToml = (own) => {
  const folder = join(own.home, 'home/catalog/forms');
  return readFileSync(join(folder, readdirSync(folder)[0], 'form.toml'), 'utf8');
};

/** The first cell that is filled in with one line of text, reached by Tab and the arrows. */
async function toField(page) {
  await tabTo(page, '第1行第1列');
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Enter');
    if ((await page.$$('.panel fieldset select[id$="-format"]')).length > 0) return;
    await page.keyboard.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowDown');
    if (step % 2 === 1) await page.keyboard.press('ArrowLeft');
  }
  assert.fail('no cell with a line of text');
}

describe('the form desk', () => {
  test('by keyboard alone: from Word to the desk, a label and a limit changed, tried, and a case begun', async () => {
    const own = await serve('2025-09-10');
    const faults = [];
    const page = await atDesk(own, faults);
    await toField(page);
    await page.waitForSelector('.panel textarea');
    await fit(page, 'form-desk');
    await tabTo(page, '-label');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('改过的名称');
    await tabTo(page, '最多多少字');
    await page.waitForSelector('.cell:has-text("改过的名称")');
    await page.keyboard.type('12');
    await page.keyboard.press('Tab');
    await page.waitForSelector('button:has-text("撤销：改栏目“改过的名称”的最多多少字")');
    assert.ok(!formToml(own).includes('改过的名称'), 'nothing is saved yet');
    // The program's own pages, with a sample in them.
    await page.keyboard.press('Home');
    await page.focus('h1');
    await tabTo(page, '试填');
    await page.keyboard.press('Enter');
    await page.waitForSelector('img[alt="填好的表第 1 页"]');
    await fit(page, 'form-desk-tried');
    await page.focus('h1');
    await tabTo(page, '开始填写');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("新建")');
    assert.ok(formToml(own).includes('label = "改过的名称"'));
    assert.ok(formToml(own).includes('max_zi = 12'));
    await tabTo(page, '开始填写');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main label:has-text("改过的名称")');
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });

  test('a draft goes on by its form until its user takes the newer one', async () => {
    const own = await serve('2025-09-10');
    const faults = [];
    const page = await atDesk(own, faults);
    await page.click('text=开始填写');
    await page.click('form >> text=开始填写');
    await page.waitForSelector('text=← 全部草稿');
    const old = await page.textContent('main label >> nth=0');
    // One in which nothing was filled in would not be kept.
    await page.fill('main [data-field] input[type=text] >> nth=0', '先填的');
    await page.waitForSelector('header >> text=已保存');
    await page.click('text=← 全部草稿');
    await page.click('text=新建案例 >> nth=0');
    await page.click('text=改这张表…');
    await page.waitForSelector('text=有 1 份草稿在用这张表');
    // A column line is dragged, then a label changed.
    const edge = await page.locator('[role=separator]').first().boundingBox();
    await page.mouse.move(edge.x + 4, edge.y + 20);
    await page.mouse.down();
    await page.mouse.move(edge.x + 24, edge.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForSelector('button:has-text("撤销：改列宽")');
    await page.locator('.cell').first().click();
    await page.locator('.panel textarea').first().fill('新的第一栏');
    await page.locator('.panel textarea').first().blur();
    await page.waitForSelector('.cell:has-text("新的第一栏")');
    await page.keyboard.press('Control+S');
    await page.waitForSelector('text=已有的 1 份草稿照原来的表');
    await page.click('text=← 全部草稿');
    await page.click('tbody button.open >> nth=0');
    await page.waitForSelector('h2:has-text("这张表有新的一版")');
    await fit(page, 'newer-form');
    assert.ok((await page.textContent('main')).includes(old.trim().slice(0, 4)));
    await page.click('text=换成新的表');
    await page.waitForSelector('h2:has-text("这张表有新的一版")', { state: 'detached' });
    await page.waitForSelector('main >> text=新的第一栏');
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });

  test('a call of the program is copied, and its page changed', async () => {
    const own = await serve('2020-06-20');
    const faults = [];
    const page = await enter(browser, own.address, faults);
    await page.click('text=新建案例 >> nth=0');
    await page.click('button:has-text("江苏省"):not(:has-text("…")) >> nth=0');
    await page.click('text=抄成新的一份…');
    await page.fill('#copied-title', '2021年江苏省网络扶贫优秀案例征集');
    await page.click('text=抄一份，去改');
    await page.waitForSelector('h1:has-text("2021年江苏省")');
    await page.click('nav >> text="征集"');
    await page.waitForSelector('text=报送时这样命名');
    await fit(page, 'form-desk-call');
    await page.getByLabel('最后一天', { exact: true }).fill('2021-07-31');
    await page.getByLabel('第一天', { exact: true }).fill('2021-06-10');
    await page.getByLabel('第一天', { exact: true }).blur();
    await page.waitForSelector('li:has-text("征集时间")');
    await page.click('text="保存"');
    await page.waitForSelector('text=已保存，现在就能用');
    const call = readFileSync(join(own.home, 'home/catalog/calls/js-2021/call.toml'), 'utf8');
    assert.ok(call.includes('opens = "2021-06-10"') && call.startsWith('# 抄自 js-2020\n'), call);
    assert.deepEqual(faults, []);
    await page.close();
    await own.close();
  });

  test('what is saved is handed on, and another begins a case by it', async () => {
    const [own, other] = [await serve('2025-09-10'), await serve('2025-09-10')];
    const faults = [];
    const page = await atDesk(own, faults);
    await page.click('text=交给别人…');
    await page.fill('dialog input[type=text]', '表');
    await page.click('dialog >> text=保存');
    await page.waitForSelector('[role=status]:has-text("表单包已写入")');
    await fit(page, 'form-handed-on');
    copyFileSync(join(own.home, '表.shenbao'), join(other.home, '表.shenbao'));
    const theirs = await enter(browser, other.address, faults);
    const open = async () => {
      await theirs.click('text=打开案例文件或交接包');
      await theirs.check('dialog label:has-text("表.shenbao") input');
      await theirs.click('dialog button.strong');
    };
    await open();
    await theirs.waitForSelector('dialog:has-text("还没有这次征集")');
    assert.ok(!existsSync(join(other.home, 'home/catalog')), 'nothing is taken by looking');
    await fit(theirs, 'form-arrival');
    await theirs.click('text=收下，新建一份');
    await theirs.waitForSelector('h1:has-text("新建")');
    await theirs.click('text=开始填写');
    await theirs.waitForSelector('h1:has-text("未命名")');
    await theirs.click('text=← 全部草稿');
    await open();
    await theirs.waitForSelector('dialog:has-text("已经有，内容相同")');
    assert.deepEqual(faults, []);
    await own.close();
    await other.close();
  });
});
