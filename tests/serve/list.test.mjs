// The list of drafts as a desk, what comes after an export, and the ways to find things.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SCREENS, compose, enter, fit, launch, serve, sessionOf } from './running.mjs';

let browser;
let server;
let page;
const faults = [];

before(async () => {
  browser = await launch();
  server = await serve();
  page = await enter(await browser.newContext({ viewport: SCREENS[0] }), server.address, faults);
});
after(async () => {
  await browser?.close();
  await server?.close();
  assert.deepEqual(faults, []);
});

/** Asks the program as the page does. */
const ask = async (request) =>
  page.evaluate(
    async ([request, session]) => {
      const headers = { 'content-type': 'application/json', ...session };
      const answer = await fetch('/ask', { method: 'POST', headers, body: JSON.stringify(request) });
      return answer.json();
    },
    [request, await sessionOf(page)],
  );
const rows = () => page.locator('tbody tr').count();
const home = async () => {
  await page.click('text=← 全部草稿');
  await page.waitForSelector('main >> text=新建案例');
};

describe('the first screen', { timeout: 120_000 }, () => {
  test('says what the program does, which calls are open, and has an example', async () => {
    await page.waitForSelector('text=还没有草稿');
    await page.waitForSelector('li:has-text("江苏省网络扶贫优秀案例"):has-text("还有 41 天")');
    await fit(page, 'first');
    await page.keyboard.press('F1');
    await page.waitForSelector('dialog >> text=从导出到报送');
    await fit(page, 'help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog >> text=快捷键');
    await page.keyboard.press('Escape');
  });

  test('a draft in which nothing was filled in is not kept', async () => {
    await page.click('text=新建案例');
    await page.click('article >> text=开始填写');
    await page.waitForSelector('#field-case_name');
    await home();
    await page.waitForSelector('text=还没有草稿');
    assert.equal((await ask({ ask: 'drafts', words: '', binned: false, limit: 9 })).count, 0);
    await page.click('text=打开示例');
    await page.waitForSelector('h1:has-text("一店带多户")');
    await home();
    await page.waitForSelector('tbody tr');
  });
});

describe('the list', { timeout: 240_000 }, () => {
  test('13 drafts are seen on 1366×768, one line each', async () => {
    const { drafts } = await ask({ ask: 'drafts', words: '', binned: false, limit: 9 });
    for (let copy = 0; copy < 15; copy += 1) await ask({ ask: 'copy_draft', draft: drafts[0].id });
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 16);
    const seen = await page.evaluate(() => {
      const end = document.querySelector('main').getBoundingClientRect().bottom;
      const lines = [...document.querySelectorAll('tbody tr')];
      return lines.filter((line) => line.getBoundingClientRect().bottom <= end).length;
    });
    assert.ok(seen >= 13, `${seen}`);
    await fit(page, 'list');
  });

  test('several go to the bin at once and come back', async () => {
    await page.check('tbody input >> nth=0');
    await page.check('tbody input >> nth=1');
    await page.click('[aria-label=选中的草稿] >> text=移到回收站');
    await page.waitForSelector('text=2 份草稿已移到回收站');
    assert.equal(await rows(), 14);
    await page.click('.bar >> text=回收站');
    await page.waitForSelector('h2:has-text("回收站")');
    await page.check('[aria-label=全选]');
    await page.click('[aria-label=选中的草稿] >> text=放回');
    await page.waitForSelector('text=回收站是空的');
    await page.click('text=← 回到草稿');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 16);
  });

  test('the search is kept on coming back, and does not run while an input method composes', async () => {
    await page.focus('input[type=search]');
    let asked = 0;
    page.on('request', (request) => (asked += /"ask":"drafts"/.test(request.postData() ?? '') ? 1 : 0));
    await compose(page, ['n', 'no', 'non'], '农业科技');
    await page.waitForSelector('tbody >> text=在：');
    assert.ok(asked <= 2, `${asked}`);
    await page.click('tbody button.open >> nth=0');
    await page.waitForSelector('#field-case_name');
    await home();
    assert.equal(await page.inputValue('input[type=search]'), '农业科技');
    await page.fill('input[type=search]', '');
  });

  test('a name and a unit are found by the keys of pinyin, and the list is of one unit', async () => {
    await page.fill('input[type=search]', 'nongyekeji');
    await page.waitForSelector('tbody >> text=在：单位');
    await page.fill('input[type=search]', 'ydddh');
    await page.waitForSelector('tbody >> text=在：名称');
    assert.equal(await rows(), 16);
    await page.fill('input[type=search]', 'zzzz');
    await page.waitForSelector('text=没有写着“zzzz”的草稿');
    await page.fill('input[type=search]', '');
    await page.click('tbody button.open >> nth=0');
    await page.fill('#field-org_name', '舒城县商务局');
    await page.keyboard.press('Tab');
    await page.waitForSelector('header >> text=已保存');
    await home();
    await page.selectOption('[aria-label=单位]', '舒城县商务局');
    assert.equal(await rows(), 1);
    await page.waitForSelector('text=16 份里的 1 份');
    await fit(page, 'list-unit');
    await page.click('text=不筛选');
    assert.equal(await rows(), 16);
  });

  test('after an export it is said what is next, and ticks move the draft on', async () => {
    await page.click('tbody button.open >> nth=0');
    await page.waitForSelector('#field-case_name');
    await page.click('text=导出…');
    await page.click('dialog >> text=导出正式稿');
    await page.click('text=选择这个文件夹');
    await page.waitForSelector('dialog >> text=下一步', { timeout: 60_000 });
    await page.waitForSelector('dialog >> text=/盖 1 个章：报送单位（第 [0-9、]+ 页）/');
    await page.waitForSelector('dialog li:has-text("2020-07-31 截止")');
    await fit(page, 'next');
    await page.check('dialog label:has-text("已盖章") input');
    await page.waitForSelector('dialog [aria-label="已盖章的日期"]');
    await page.keyboard.press('Escape');
    await page.fill('#field-email', 'other@example.com');
    await page.keyboard.press('Tab');
    await page.waitForSelector('header >> text=已保存');
    await home();
    await page.waitForSelector('tbody tr:has-text("已盖章"):has-text("导出后又改过")');
    await page.selectOption('[aria-label=进展]', 'sealed');
    assert.equal(await rows(), 1);
    await page.selectOption('[aria-label=进展]', 'stale');
    assert.equal(await rows(), 1);
    await page.click('text=不筛选');
    assert.equal(await rows(), 16);
  });

  test('Ctrl+K leads to a draft, a field and a command', async () => {
    await page.keyboard.press('Control+K');
    await page.waitForSelector('[role=combobox]');
    await fit(page, 'palette');
    await page.keyboard.type('一店');
    await page.waitForSelector('[role=option]:has-text("草稿")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#field-case_name');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('注册地址');
    await page.waitForSelector('[role=option][aria-selected=true]:has-text("注册地址")');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'field-address');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('历史');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog:has-text("历史版本")');
    await page.keyboard.press('Escape');
    // What the notice says stands in its place in the form.
    await page.keyboard.press('Control+K');
    await page.keyboard.type('征集时间');
    await page.waitForSelector('[role=option][aria-selected=true]:has-text("通知")');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /征集时间/.test(document.activeElement.textContent));
    await page.keyboard.press('Control+K');
    await page.keyboard.type('scx');
    await page.waitForSelector('[role=option]:has-text("安徽省六安市舒城县")');
    await fit(page, 'palette-places');
    await page.click('[role=option]:has-text("这个单位的草稿")');
    await page.waitForSelector('text=/份里的 1 份/');
    await page.click('text=不筛选');
    await page.click('tbody button.open >> nth=0');
    await page.waitForSelector('#field-case_name');
  });

  test('a cell of the paper leads to its field, and the field with the focus is tinted there', async () => {
    await page.waitForSelector('.cells button');
    await page.click('.cells button[title="邮箱"]');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'field-email');
    await page.waitForSelector('.cells button.here[title="邮箱"]');
    await home();
  });

  test('ten thousand drafts scroll: few lines are in the page, and all are reached', async (t) => {
    t.after(() => page.unroute('**/ask'));
    await page.route('**/ask', async (route) => {
      const request = route.request().postDataJSON();
      if (request.ask !== 'drafts') return route.continue();
      const answer = await (await route.fetch()).json();
      const drafts = Array.from({ length: 10_000 }, (_, at) => ({
        ...answer.drafts[0],
        id: at + 1,
        title: `案例 ${at + 1}`,
      }));
      return route.fulfill({ json: { drafts, count: 10_000 } });
    });
    await page.reload();
    await page.waitForSelector('text=共 10000 份');
    const lines = () => page.locator('tbody tr[aria-rowindex]').count();
    assert.ok((await lines()) < 80, `${await lines()}`);
    await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await page.waitForSelector('tbody >> text="案例 10000"');
    assert.ok((await lines()) < 80, `${await lines()}`);
    // Few at every frame too, and some in sight at each.
    const counts = await page.evaluate(async () => {
      const main = document.querySelector('main');
      main.scrollTo(0, 0);
      const counts = [];
      for (let step = 0; step < 60; step += 1) {
        main.scrollBy(0, 2000);
        await new Promise(requestAnimationFrame);
        counts.push(document.querySelectorAll('tbody tr[aria-rowindex]').length);
      }
      return counts;
    });
    assert.ok(Math.max(...counts) < 80 && Math.min(...counts) > 0, `${counts}`);
  });
});

test('cards at 125 %, nothing wider than the window at 320 px, dark and forced colours', async () => {
  await page.reload();
  await page.waitForSelector('tbody tr');
  for (const [width, height] of [
    [1093, 614],
    [320, 600],
  ]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(200);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
  }
  await page.setViewportSize(SCREENS[0]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await fit(page, 'list-dark');
  await page.click('tbody button.open >> nth=0');
  await page.waitForSelector('#field-case_name');
  await fit(page, 'editor-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await page.waitForTimeout(200);
  await page.screenshot({ path: 'target/serve/editor-forced.png' });
  await page.emulateMedia({ forcedColors: 'none' });
});
