// `shenbao serve` in Debian's Chromium: the main job by keyboard alone, axe on every screen, who is let
// in, and when it ends. The pictures in target/serve are for people to look at.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WIDER_THAN_THEIR_PLACE } from '../window/axe.mjs';
import * as running from './running.mjs';
import { PICTURES, compose, enter, fromRoot, launch, serve } from './running.mjs';

const HOLD = fromRoot('tests/window/hold.py');

/** The answer to a request as any program on this machine can make it. */
function ask(address, { path = '/', method = 'GET', headers = {}, body } = {}) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text,
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// Begun first, because it takes a minute, and looked at last.
const alone = (async () => {
  const server = await serve();
  const { status, headers } = await ask(server.address, {
    path: `/${new URL(server.address).search}`,
  });
  const begun = Date.now();
  const until = await Promise.race([
    server.ended.then(() => Date.now() - begun),
    new Promise((resolve) => setTimeout(resolve, 90_000, 'still running').unref()),
  ]);
  await server.close();
  return { status, cookie: headers['set-cookie'], until };
})();

describe('who is let in', () => {
  let server;
  before(async () => {
    server = await serve();
  });
  after(() => server.close());

  test('nobody without the key, and the key only once', async () => {
    assert.equal((await ask(server.address)).status, 401);
    assert.equal((await ask(server.address, { path: '/?key=00' })).status, 401);
    const path = `/${new URL(server.address).search}`;
    const entered = await ask(server.address, { path });
    assert.equal(entered.status, 303);
    assert.match(entered.headers['set-cookie'][0], /HttpOnly; SameSite=Strict/);
    assert.equal((await ask(server.address, { path })).status, 401);

    const cookie = entered.headers['set-cookie'][0].split(';')[0];
    const page = await ask(server.address, { headers: { cookie } });
    assert.equal(page.status, 200);
    assert.match(page.headers['content-security-policy'], /default-src 'none'/);
    assert.ok(!/unsafe/.test(page.headers['content-security-policy']));

    const body = JSON.stringify({ ask: 'start' });
    const post = (headers) =>
      ask(server.address, {
        path: '/ask',
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body,
      });
    const { origin, port } = new URL(server.address);
    assert.equal((await post({ origin })).status, 200);
    assert.equal((await post({})).status, 403, 'without an origin');
    assert.equal((await post({ origin: 'http://evil.example' })).status, 403);
    assert.equal((await post({ origin, host: `localhost:${port}` })).status, 403);
    assert.equal((await post({ origin, cookie: 'shenbao=00' })).status, 401);
    const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
    assert.equal((await ask(server.address, { headers: foreign })).status, 403);
  });

  test("a second server in the same browser does not take the first one's place", async () => {
    const [first, second] = [await serve(), await serve()];
    const context = await browser.newContext();
    const pages = [];
    for (const { address } of [first, second]) {
      const page = await context.newPage();
      await page.goto(address);
      await page.click('text=新建案例');
      await page.click('text=开始填写');
      pages.push(page);
    }
    await pages[0].fill('#field-case_name', '先打开的');
    await pages[0].waitForSelector('h1:has-text("先打开的")');
    await context.close();
    await Promise.all([first.close(), second.close()]);
  });

  test('it listens on loopback only', () => {
    const { port } = new URL(server.address);
    const listening = execFileSync('cat', ['/proc/net/tcp', '/proc/net/tcp6'], {
      encoding: 'utf8',
    });
    const hex = Number(port).toString(16).toUpperCase().padStart(4, '0');
    const ours = listening
      .split('\n')
      .filter((line) => line.includes(`:${hex} `) && line.includes(' 0A '));
    assert.equal(ours.length, 1);
    assert.match(ours[0], /0100007F:/);
  });
});

describe('the main job', { timeout: 180_000 }, () => {
  let server;
  let page;
  const faults = [];
  before(async () => {
    server = await serve();
    page = await enter(browser, server.address, faults);
  });
  after(() => server.close());

  const fit = (name) => running.fit(page, name);
  const tabTo = (name) => running.tabTo(page, name);

  test('by keyboard alone: from the start to a folder that can be sent', async () => {
    await tabTo('新建案例');
    await page.keyboard.press('Enter');
    await page.waitForSelector('article');
    await fit('new');
    await tabTo('先填好一份示例');
    await page.keyboard.press('Space');
    await tabTo('开始填写');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#field-case_name');
    await tabTo('field-case_name');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('𠮷林“一店带多户”案例');
    await tabTo('field-staff_total');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('64');
    await page.waitForSelector('h1:has-text("𠮷林")');
    await page.waitForSelector('text=已保存');
    await fit('sample');
    await page.focus('header button');
    await tabTo('导出…');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await fit('export');
    await tabTo('导出正式稿');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=选择这个文件夹');
    await fit('picker');
    await tabTo('选择这个文件夹');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=已导出到');
    await fit('exported');
    const folders = readdirSync(server.home).filter((name) => name.startsWith('农村电商工程'));
    assert.equal(folders.length, 1, folders);
    const pdf = join(server.home, folders[0], `${folders[0]}.pdf`);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    assert.ok(text.replace(/\s/g, '').includes('𠮷林“一店带多户”案例'), text);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  });

  test('an input method: a composition is shown, told once, and undone as one', async () => {
    await page.focus('#field-contact');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await compose(page, ['l', 'li', 'li m', 'li ming'], '黎明');
    assert.equal(await page.inputValue('#field-contact'), '黎明');
    await page.waitForSelector('text=已保存');
    await page.keyboard.press('Control+Z');
    await page.waitForFunction(() => document.querySelector('#field-contact').value !== '黎明');
    await page.keyboard.press('Control+Y');
    await page.waitForFunction(() => document.querySelector('#field-contact').value === '黎明');
  });

  test('problems lead to their fields, and a reason settles what is 原则上', async () => {
    await page.fill('#field-start', '2017');
    await page.keyboard.press('Tab');
    const box = page.locator('[data-field=start] textarea');
    await box.waitFor();
    await fit('reason');
    await box.fill('2017年先行试点');
    await page.waitForSelector('text=没有必须处理的问题');
    await page.fill('#field-phone', '电话待定');
    await page.click('nav >> text=不像电话号码');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'field-phone');
  });

  test('the paper follows what is typed', async () => {
    const picture = () => page.getAttribute('figure img', 'src');
    await page.waitForTimeout(600);
    const before = await picture();
    await page.fill('#field-email', 'new@example.com');
    await page.waitForFunction((old) => document.querySelector('figure img').src !== old, before);
    await page.click('[aria-label=放大]');
    await page.click('[aria-label=缩小]');
    await page.waitForTimeout(500);
  });

  test('drafts: an empty one, markup as a name, the bin and back', async () => {
    await page.click('text=← 全部草稿');
    await page.waitForSelector('table');
    await page.click('text=新建案例');
    await page.click('text=开始填写');
    await page.waitForSelector('#field-case_name');
    await fit('empty');
    await page.fill('#field-case_name', '<img src=x onerror=alert(1)>');
    await page.waitForSelector('h1:has-text("<img src=x")');
    await page.click('text=← 全部草稿');
    await page.waitForSelector('table >> text=<img src=x onerror=alert(1)>');
    assert.equal(await page.locator('img[src=x]').count(), 0);
    await fit('drafts');
    await page.click('[aria-label^="把<img"]');
    await page.waitForSelector('text=已移到回收站');
    await page.click('text=回收站');
    await page.waitForSelector('h2:has-text("回收站")');
    await page.waitForSelector('[aria-label^="放回<img"]');
    await fit('bin');
    await page.click('[aria-label^="放回<img"]');
    await page.waitForSelector('text=回收站是空的');
    await page.click('text=← 回到草稿');
    await page.fill('input[type=search]', '<img');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  });

  test('a case file goes out and comes back', async () => {
    await page.fill('input[type=search]', '𠮷林');
    await page.click('tbody button >> text=𠮷林');
    await page.waitForSelector('#field-case_name');
    await page.click('text=另存为案例文件');
    await page.waitForSelector('dialog[open]');
    await page.fill('dialog input[type=text]', '交给同事');
    await page.click('dialog >> text=保存');
    await page.waitForSelector('text=已另存为');
    const file = JSON.parse(readFileSync(join(server.home, '交给同事.json'), 'utf8'));
    assert.equal(file.values.case_name, '𠮷林“一店带多户”案例');
    await page.click('text=← 全部草稿');
    await page.waitForSelector('table');
    await page.click('text=打开案例文件');
    await page.check('dialog label:has-text("交给同事.json") input');
    await page.click('dialog button.strong');
    await page.waitForSelector('h1:has-text("𠮷林")');
    await page.click('text=← 全部草稿');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 3);
  });

  test('a disk that takes nothing is told in red until it does, and the draft is not left', async () => {
    await page.click('tbody button >> nth=0');
    await page.waitForSelector('#field-case_name');
    // Another program holds the database: to the saver the same as a disk that says no.
    const holder = spawn('python3', [HOLD, join(server.home, 'home/drafts.db')]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await page.fill('#field-email', 'held@example.com');
    await page.waitForSelector('[role=alert]:has-text("没有保存")');
    await fit('failing');
    await page.click('text=← 全部草稿');
    await page.waitForSelector('dialog:has-text("还有内容没有保存")');
    await page.click('text=留下，继续重试');
    assert.equal(await page.inputValue('#field-email'), 'held@example.com');
    holder.stdin.end();
    await page.waitForSelector('text=已保存');
    await page.click('text=← 全部草稿');
    await page.waitForSelector('table');
  });

  // A screen of 1920×1080 at 200 %, and one of 1366×768.
  for (const viewport of [
    { width: 960, height: 540 },
    { width: 683, height: 384 },
  ]) {
    test(`at 200 % on ${viewport.width * 2}×${viewport.height * 2} nothing is cut off`, async () => {
      const storageState = await page.context().storageState();
      const context = await browser.newContext({ viewport, deviceScaleFactor: 2, storageState });
      const small = await context.newPage();
      await small.goto(new URL('/', server.address).href);
      await small.waitForSelector('table');
      await small.screenshot({ path: `${PICTURES}/drafts-200-${viewport.width}.png` });
      await small.click('tbody button >> nth=0');
      await small.waitForSelector('#field-case_name');
      await small.waitForTimeout(500);
      await small.screenshot({ path: `${PICTURES}/editor-200-${viewport.width}.png` });
      assert.ok(await small.evaluate(() => document.body.scrollWidth <= innerWidth));
      const wide = await small.evaluate(`(() => { ${WIDER_THAN_THEIR_PLACE} })()`);
      assert.deepEqual(wide, []);
      await context.close();
    });
  }

  test('no fault was reported by the page', () => {
    assert.deepEqual(faults, []);
  });

  test('it ends when asked, with everything on the disk', async () => {
    await page.evaluate(() =>
      fetch('/leave', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ force: false }),
      }),
    );
    assert.equal(await server.ended, 0);
    const copies = readdirSync(join(server.home, 'home/copies'));
    assert.deepEqual(copies, ['2020-06-20.db']);
  });
});

test('it ends when no page has been open for a minute', { timeout: 120_000 }, async () => {
  const { status, cookie, until } = await alone;
  assert.equal(status, 303);
  assert.ok(cookie);
  assert.ok(until >= 55_000 && until < 80_000, `ended after ${until} ms`);
});
