// `shenbao serve` in Debian's Chromium: the main job by keyboard alone, axe on every screen, who is let
// in, and when it ends. The pictures in target/serve are for people to look at.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WIDER_THAN_THEIR_PLACE } from '../window/axe.mjs';
import * as running from './running.mjs';
import { PICTURES, ask, compose, enter, fromRoot, give, keyOf, launch, serve, sessionOf } from './running.mjs';

const HOLD = fromRoot('tests/window/hold.py');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// Begun first, because it takes a minute, and looked at last.
const alone = (async () => {
  const server = await serve();
  const { status, text } = await give(server.address, keyOf(server.address));
  const begun = Date.now();
  const until = await Promise.race([
    server.ended.then(() => Date.now() - begun),
    new Promise((resolve) => setTimeout(resolve, 240_000, 'still running').unref()),
  ]);
  await server.close();
  return { status, text, until };
})();

describe('who is let in', () => {
  let server;
  before(async () => {
    server = await serve();
  });
  after(() => server.close());

  test('nobody without the key, and the key only once', async () => {
    const { address } = server;
    const { origin, port } = new URL(address);
    const key = keyOf(address);
    const body = JSON.stringify({ ask: 'start' });
    const send = (headers) =>
      ask(address, {
        path: '/ask',
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const post = (headers) => send({ origin, ...headers });
    assert.equal((await post({})).status, 401);
    assert.equal((await post({ 'x-shenbao-session': key })).status, 401, 'the key is no session');
    assert.equal((await give(address, '00')).status, 401);
    const entered = await give(address, key);
    assert.equal(entered.status, 200);
    assert.equal(entered.headers['set-cookie'], undefined, 'cookies go to every port');
    assert.equal((await give(address, key)).status, 401, 'once');
    const { session } = JSON.parse(entered.text);
    assert.notEqual(session, key);

    const ours = { 'x-shenbao-session': session };
    assert.equal((await post(ours)).status, 200);
    assert.equal((await post({ 'x-shenbao-session': session.slice(1) })).status, 401);
    assert.equal((await post({ cookie: `shenbao-session=${session}` })).status, 401);
    assert.equal((await send(ours)).status, 403, 'without an origin');
    assert.equal((await post({ ...ours, origin: 'http://evil.example' })).status, 403);
    assert.equal((await post({ ...ours, host: `localhost:${port}` })).status, 403);
    const get = (path, headers) => ask(address, { path, headers });
    for (const path of ['/picture?draft=1', '/thumbnail?draft=1', '/alive', '/elsewhere', '/ask']) {
      assert.equal((await get(path, {})).status, 401, path);
      assert.equal((await get(`${path}?session=${session}`, {})).status, 401, path);
    }
    assert.equal((await get('/', { ...ours, 'sec-fetch-site': 'cross-site' })).status, 403);

    // The interface is the same for everybody, and as strict as in the window.
    const page = await get('/', {});
    assert.equal(page.status, 200);
    assert.match(page.headers['content-security-policy'], /default-src 'none'/);
    assert.ok(!/unsafe/.test(page.headers['content-security-policy']));
  });

  test('nothing that lets in stands in an address, a cookie or the list of processes', async () => {
    const own = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    const sent = [];
    page.on('request', (request) => sent.push(request.url(), request.headers().cookie ?? ''));
    await page.goto(own.address);
    await page.click('text=新建案例');
    const { 'x-shenbao-session': session } = await sessionOf(page);
    assert.equal(page.url(), `${new URL(own.address).origin}/`);
    assert.deepEqual(await context.cookies(), []);
    assert.ok(sent.length > 3 && sent.every((text) => !text.includes(session)));
    assert.ok(sent.every((text) => !text.split('#')[0].includes(keyOf(own.address))));
    const processes = readdirSync('/proc')
      .filter((name) => /^[0-9]+$/.test(name))
      .map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        } catch {
          return '';
        }
      });
    assert.ok(processes.every((line) => !line.includes(session)));

    // The same tab again, and another by the plain address.
    await page.reload();
    await page.waitForSelector('main >> text=新建案例');
    const second = await context.newPage();
    await second.goto(new URL('/', own.address).href);
    await second.waitForSelector('main >> text=新建案例');
    // The old address does not let in anybody else.
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(own.address);
    await stranger.waitForSelector('text=请用 shenbao serve 显示的地址打开');
    await stranger.context().close();
    await context.close();
    await own.close();
  });

  test('the browser is led in by a page that only this user can read, and no program is started with the key', async () => {
    const tools = mkdtempSync(join(tmpdir(), 'shenbao-tools-'));
    const opened = join(tools, 'opened.txt');
    const program = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${opened}'\n`;
    writeFileSync(join(tools, 'xdg-open'), program, { mode: 0o755 });
    const own = await serve('2020-06-20', tools, []);
    for (let waited = 0; !existsSync(opened) && waited < 50; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const started = readFileSync(opened, 'utf8');
    assert.ok(!started.includes(keyOf(own.address)), started);
    const file = started.trim();
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.equal(statSync(dirname(file)).mode & 0o077, 0);
    const page = await (await browser.newContext()).newPage();
    await page.goto(`file://${file}`);
    await page.waitForSelector('main >> text=新建案例');
    assert.ok(!existsSync(dirname(file)), 'the page goes when its key was used');
    await page.context().close();
    await own.close();
    rmSync(tools, { recursive: true, force: true });
  });

  test('what is no request is refused in words, as any other', async () => {
    const own = await serve();
    const { session } = JSON.parse((await give(own.address, keyOf(own.address))).text);
    const headers = {
      origin: new URL(own.address).origin,
      'content-type': 'application/json',
      'x-shenbao-session': session,
    };
    const asked = [
      { path: '/ask', method: 'POST', body: '{' },
      { path: '/ask', method: 'POST', body: '{"ask":"nothing"}' },
      { path: '/ask', method: 'POST', body: '{"ask":"open_draft","draft":"one"}' },
      { path: '/picture?draft=1' },
    ];
    for (const one of asked) {
      const { status, text } = await ask(own.address, { ...one, headers });
      assert.equal(status, 422, text);
      assert.match(JSON.parse(text).message, /看不懂界面发来的请求/);
    }
    await own.close();
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
    // Year and month are one field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const box = page.locator('[data-field=start] textarea');
    await box.waitFor();
    await fit('reason');
    await box.fill('2017年先行试点');
    await page.keyboard.press('Tab');
    await page.waitForSelector('text=没有必须处理的问题');
    await page.fill('#field-phone', '电话待定');
    await page.keyboard.press('Tab');
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
    // How many there are, from the program: the list on the screen may be on its way.
    const count = async () => {
      const request = { ask: 'drafts', words: '', binned: false, limit: 100 };
      const answer = await ask(server.address, {
        path: '/ask',
        method: 'POST',
        headers: {
          origin: new URL(server.address).origin,
          'content-type': 'application/json',
          ...(await sessionOf(page)),
        },
        body: JSON.stringify(request),
      });
      return JSON.parse(answer.text).count;
    };
    await page.click('text=← 全部草稿');
    // What was looked for is kept.
    await page.waitForSelector('tbody tr');
    await page.fill('input[type=search]', '');
    const before = await count();
    await page.click('text=打开案例文件');
    await page.check('dialog label:has-text("交给同事.json") input');
    await page.click('dialog button.strong');
    // The case is here already, so one is asked, and twice is once.
    await page.click('dialog[open] button:has-text("打开已有草稿")');
    await page.waitForSelector('h1:has-text("𠮷林")');
    assert.equal(await count(), before);
    await page.click('text=← 全部草稿');
    await page.waitForFunction(
      (count) => document.querySelectorAll('tbody tr').length === count,
      before,
    );
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
      const session = (await sessionOf(page))['x-shenbao-session'];
      const context = await browser.newContext({ viewport, deviceScaleFactor: 2 });
      const small = await context.newPage();
      await small.addInitScript((own) => sessionStorage.setItem('shenbao-session', own), session);
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
    await page.evaluate(
      (session) =>
        fetch('/leave', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...session },
          body: JSON.stringify({ force: false }),
        }),
      await sessionOf(page),
    );
    assert.equal(await server.ended, 0);
    const copies = readdirSync(join(server.home, 'home/copies'));
    assert.deepEqual(copies, ['2020-06-20.db']);
  });
});

test('it ends when no page has been open for a minute', { timeout: 300_000 }, async () => {
  const { status, text, until } = await alone;
  assert.equal(status, 200);
  assert.match(JSON.parse(text).session, /^[0-9a-f]{32}$/);
  assert.ok(until >= 55_000, `ended after ${until} ms`);
});

test('connections that ask nothing hold up nobody', { timeout: 120_000 }, async (t) => {
  const own = await serve();
  t.after(() => own.close());
  const { hostname, port, origin } = new URL(own.address);
  const { session } = JSON.parse((await give(own.address, keyOf(own.address))).text);
  const idle = Array.from({ length: 1500 }, () => connect(Number(port), hostname));
  t.after(() => idle.forEach((socket) => socket.destroy()));
  for (const socket of idle) socket.resume().on('error', () => {});
  // Half a head on some of them.
  for (const socket of idle.slice(0, 700)) socket.write('POST /ask HTTP/1.1\r\nHost: ');
  const post = async (asked) => {
    const answer = await ask(own.address, {
      path: '/ask',
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'x-shenbao-session': session },
      body: JSON.stringify(asked),
    });
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(answer.text);
  };
  await post({ ask: 'start' });
  const draft = await post({ ask: 'new_draft', call: 'js-2020', route: 'self', sample: true });
  const photo = fromRoot('tests/golden/media_cleaned/a.jpg');
  const asking = { draft: draft.id, token: draft.token };
  const kept = await post({ ask: 'keep', ...asking, files: [photo], job: 1 });
  assert.deepEqual(kept, { names: ['a.jpg'], refused: [] });
  await post({ ask: 'attach', ...asking, names: kept.names });
  const target = own.home;
  const sent = await post({ ask: 'export', draft: draft.id, target, as_draft: true, job: 2 });
  assert.ok(sent.files.some((file) => file.endsWith('.jpg')), sent.files);
  const open = () => readdirSync(`/proc/${own.pid}/fd`).length;
  assert.ok(open() < 450, `${open()} files are open`);
  // Those that ask nothing are closed in time.
  for (let waited = 0; open() >= 100 && waited < 700; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(open() < 100, `${open()} files are still open`);
});
