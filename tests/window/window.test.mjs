// The real window, built with the real rooms, on a screen without a monitor: a clerk's whole day, its
// content policy, keyboard and screen reader. The pictures in target/window are for people to look at;
// no test compares them.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BRING_AXE, RUN_AXE, WIDER_THAN_THEIR_PLACE } from './axe.mjs';
import { openWindow, until } from './webdriver.mjs';

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const BINARY = fromRoot('target/debug/shenbaoxia');
const PICTURES = fromRoot('target/window');
const HOLD = fromRoot('tests/window/hold.py');
const FILM = fromRoot('tests/golden/media_too_small/d.mp4');
const MORE = '村里的站点每天早上七点开门，店长先看昨天的订单。'.repeat(6);
const PHOTO = fromRoot('tests/golden/material_whole/站.jpg');
const SCREENS = [
  [1366, 768],
  [1920, 1080],
];
const TYPED = '𠮷林“一店带多户”案例';

mkdirSync(PICTURES, { recursive: true });

/** A user's folder of drafts, and a folder for what is exported. */
function place() {
  const folder = mkdtempSync(join(tmpdir(), 'shenbaoxia-'));
  const [home, out, dialogs] = ['home', 'out', 'dialogs'].map((name) => join(folder, name));
  mkdirSync(out);
  // Noon in China on a day on which the call of Jiangsu is open.
  const day = String(Date.parse('2020-06-20T12:00:00+08:00') / 1000);
  const environment = {
    SHENBAO_HOME: home,
    SHENBAO_DIALOGS: dialogs,
    SOURCE_DATE_EPOCH: day,
  };
  return {
    folder,
    out,
    dialogs,
    environment,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function newDraft(window, sample) {
  await window.pressWords('新建案例');
  await window.has('article');
  if (sample) await window.pressWords('先填好一份示例');
  await window.pressWords('开始填写');
  await window.has('#field-case_name');
}

async function fit(window, name) {
  for (const [width, height] of SCREENS) {
    await window.resize(width, height);
    await sleep(400);
    writeFileSync(`${PICTURES}/${name}-${width}x${height}.png`, await window.picture());
    assert.deepEqual(await window.run(WIDER_THAN_THEIR_PLACE), [], name);
    assert.equal(await window.run('return document.scrollingElement.scrollHeight - innerHeight'), 0, name);
    await window.run(BRING_AXE);
    assert.deepEqual(await window.runAsync(RUN_AXE), [], name);
  }
}

describe('a clerk', { timeout: 240_000 }, () => {
  const { folder, out, dialogs, environment, remove } = place();
  let window;
  before(async () => {
    window = await openWindow(BINARY, environment);
    await window.has('h2');
  });
  after(async () => {
    await window?.close();
    remove();
  });

  test('sees where to begin', async () => {
    assert.equal(await window.title(), '申报匣');
    await window.says('main', /还没有草稿/);
    await fit(window, 'drafts-empty');
    await window.pressWords('新建案例');
    await window.says('article', /2020年6月10日 至 2020年7月31日[^]*还有 41 天/);
    await fit(window, 'new');
    await window.pressWords('全部草稿');
  });

  test('types, loses power after three seconds, and finds the text again', async () => {
    await newDraft(window, true);
    await window.run('document.querySelector("#field-case_name").select()');
    const control = '#field-case_name';
    await window.run(
      `document.querySelector('${control}').select(); document.execCommand('delete')`,
    );
    assert.equal(await window.type(control, TYPED), TYPED);
    await sleep(3000);
    window.kill();
    window = await openWindow(BINARY, environment);
    await window.pressWords(TYPED);
    await window.has(control);
    assert.equal(await window.value(control), TYPED);
    await window.says('header', /已保存/);
    await fit(window, 'half');
  });

  test('takes a step back, the next day too, and makes it again', async () => {
    // What was typed is a step, and what was deleted before it another.
    await window.pressWords('撤销');
    await until(async () => (await window.value('#field-case_name')) === '', 'it is not typed yet');
    await window.pressWords('撤销');
    await window.says('h1', /^“一店带多户”电商助农增收案例$/);
    await window.pressWords('重做');
    await window.pressWords('重做');
    await window.says('h1', new RegExp(`^${TYPED}$`));
    assert.equal(await window.value('#field-case_name'), TYPED);
  });

  test('goes on with the material, whose box grows, and sees it on paper', async () => {
    const box = '[id="field-material/2"]';
    const height = 'return document.querySelector(arguments[0]).getBoundingClientRect().height';
    await window.run('document.querySelector(arguments[0]).scrollIntoView()', box);
    const before = await window.run(height, box);
    assert.ok((await window.type(box, MORE)).endsWith(MORE));
    await until(async () => (await window.run(height, box)) > before + 20, 'the box has grown');
    await window.pressWords('看纸样');
    const shown = 'return document.querySelector("aside[aria-label=纸样] select").value';
    await until(async () => (await window.run(shown)) === 'material', 'the material is shown');
    await window.has('aside[aria-label=纸样] img');
    await fit(window, 'material');
  });

  test('attaches a photo, exports, and the PDF holds the text', async () => {
    writeFileSync(dialogs, `${PHOTO}\n${out}\n`);
    await window.pressWords('选择文件');
    await window.says('#attachments', /站\.jpg/);
    await window.type('#attachment-1-caption', '店长培训');
    await window.pressWords('导出…');
    await window.says('dialog', /没有必须处理的问题/);
    await fit(window, 'export');
    await window.pressWords('导出正式稿');
    await window.says('dialog', /已导出到/);
    const [folder] = readdirSync(out);
    assert.ok(folder.startsWith(`农村电商工程-${TYPED}-`), folder);
    const files = readdirSync(join(out, folder), { recursive: true });
    assert.ok(
      files.some((file) => file.endsWith('-照片01-店长培训.jpg')),
      String(files),
    );
    const pdf = join(out, folder, `${folder}.pdf`);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    assert.ok(text.replace(/\s/g, '').includes(TYPED), text);
    // The material stands behind the form, which is there by itself too.
    assert.ok(text.replace(/\s/g, '').includes(MORE.slice(0, 12)), text);
    assert.ok(files.includes(`${folder}-申报表.pdf`), String(files));
    execFileSync('qpdf', ['--check', pdf]);
    await window.pressWords('关闭');
  });

  test('drops a film and a folder from the file manager, and sees what they are', async () => {
    const pictured = 'return document.querySelector("#attachment-1 img")?.naturalWidth ?? 0';
    await window.run('document.querySelector("#attachments").scrollIntoView()');
    await until(async () => (await window.run(pictured)) > 100, 'the photo is shown');
    const photos = join(folder, '照片');
    mkdirSync(photos);
    copyFileSync(fromRoot('tests/golden/media_too_small/c.png'), join(photos, '2.png'));
    copyFileSync(fromRoot('tests/golden/media_too_small/a.png'), join(photos, '10.png'));
    await window.drop('#attachments .adding', FILM, photos);
    await window.says('#attachments', /已添加 3 个文件/);
    const names = 'return [...document.querySelectorAll("#attachments .name")].map((name) => name.textContent)';
    assert.deepEqual(await window.run(names), ['1 站.jpg', '2 d.mp4', '3 2.png', '4 10.png']);
    await window.says('#attachment-2', /MP4 视频，1280×720.*不够大.*长边 1280 像素，要求不少于 1920 像素/s);
    await fit(window, 'attachments');
    // What is let go beside the place is not opened instead of the page.
    await window.drop('header', FILM);
    await window.says('.bar', /文件没有添加/);
    assert.equal((await window.run(names)).length, 4);
    await fit(window, 'dropped-beside');
    await window.pressWords('撤销');
    await until(async () => (await window.run(names)).length === 1, 'the photo is left');
  });

  test('is told what is missing and led to it', async () => {
    await window.pressWords('全部草稿');
    await window.has('table');
    await newDraft(window, false);
    // Until all is checked, what is missing is one line.
    await window.says('nav', /还有 \d+ 栏没填/);
    await window.pressWords('检查');
    await window.pressWords('“电话”没有填写');
    const focused = 'return document.activeElement.id';
    assert.equal(await window.run(focused), 'field-phone');
    await window.type('#field-staff_total', '38余人');
    // It is told once the field is left.
    await window.run('document.activeElement.blur()');
    await window.says('[data-field=staff_total]', /✗ 必须处理[^]*不是整数/);
    await fit(window, 'faulty');
    await window.pressWords('全部草稿');
    // The faulty one, and below it the one whose final copy was exported.
    await window.says('tbody', /在填[^]*✗ \d+ 处[^]*已导出/);
    await fit(window, 'drafts');
  });

  test('who starts the program again is shown the window that is open', async () => {
    const env = { ...process.env, ...environment };
    execFileSync(BINARY, [], { env, timeout: 30_000, stdio: 'ignore' });
    assert.ok(!readdirSync(environment.SHENBAO_HOME).includes('summons'));
    await window.says('h1', /./);
  });

  test('sees markup in a name as text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    await newDraft(window, false);
    await window.type('#field-case_name', markup);
    await window.says('h1', /^<img src=x onerror=alert\(1\)>$/);
    await window.pressWords('全部草稿');
    await window.says('table', /<img src=x onerror=alert\(1\)>/);
    assert.equal(await window.run('return document.querySelectorAll("img[src=x]").length'), 0);
  });

  test('is protected by the content policy', async () => {
    assert.deepEqual(await window.run(WHAT_WAS_LOADED), {
      style: true,
      picture: true,
    });
    assert.deepEqual(await window.runAsync(REFUSED_ON_THE_WAY_TO_RUST), []);
    assert.match(await window.runAsync(FETCH_FROM_OUTSIDE), /^connect-src/);
    assert.match(await window.runAsync(PICTURE_FROM_OUTSIDE), /^img-src/);
    assert.match(await window.runAsync(SCRIPT_IN_THE_PAGE), /^script-src/);
  });
});

describe('a blank Word form', { timeout: 120_000 }, () => {
  const { folder, dialogs, environment, remove } = place();
  let window;
  after(async () => {
    await window?.close();
    remove();
  });

  test('is chosen, looked at beside its paper, taken, and a case of it begun', async () => {
    execFileSync('python3', [fromRoot('tests/word/make.py'), folder]);
    writeFileSync(dialogs, `${join(folder, 'options_other.docx')}\n`);
    window = await openWindow(BINARY, environment);
    await window.pressWords('导入 Word 表…');
    await window.has('img[alt="空表第 1 页"]');
    await fit(window, 'word-form');
    await window.pressWords('用这张表');
    await window.has('article');
    await window.says('article h2', /数字乡村案例申报表/);
    await window.pressWords('开始填写');
    await window.says('h1', /未命名案例/);
  });

  test('a case file with which the program is started again is opened in the window', async () => {
    const file = join(folder, '后来的.json');
    const values = { case_name: '后来的' };
    writeFileSync(file, JSON.stringify({ format: 1, call: 'js-2020', route: 'self', values }));
    const env = { ...process.env, ...environment };
    execFileSync(BINARY, [file], { env, timeout: 30_000, stdio: 'ignore' });
    await window.says('h1', /后来的/);
  });
});

describe('drafts that another program holds', { timeout: 120_000 }, () => {
  test('are told to be open, where it has no window to show', async () => {
    const { environment, remove } = place();
    mkdirSync(environment.SHENBAO_HOME);
    const lock = join(environment.SHENBAO_HOME, 'lock');
    const hold = 'import fcntl,sys\nf=open(sys.argv[1],"w")\nfcntl.flock(f,2)\nprint(1,flush=True)\nsys.stdin.read()';
    const other = spawn('python3', ['-c', hold, lock], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((held) => other.stdout.once('data', held));
    const window = await openWindow(BINARY, environment);
    try {
      await window.says('[role=alert]', /已经打开/);
      await fit(window, 'second');
    } finally {
      await window.close();
      other.stdin.end();
      remove();
    }
  });
});

describe('damage', { timeout: 120_000 }, () => {
  test('is told, and the last good copy is offered', async () => {
    const { environment, remove } = place();
    let window = await openWindow(BINARY, environment);
    await window.has('h2');
    await newDraft(window, true);
    await window.pressWords('全部草稿');
    await window.has('table');
    window.kill();
    // The next start keeps the copy of the day; then the database is spoilt.
    const copies = join(environment.SHENBAO_HOME, 'copies');
    rmSync(copies, { recursive: true, force: true });
    window = await openWindow(BINARY, environment);
    await window.has('table');
    window.kill();
    writeFileSync(join(environment.SHENBAO_HOME, 'drafts.db'), 'x'.repeat(9999));
    window = await openWindow(BINARY, environment);
    try {
      await window.says('main', /草稿库损坏[^]*共 1 份草稿[^]*一店带多户/);
      await fit(window, 'damaged');
      await window.pressWords('用这份备份继续');
      await window.says('table', /一店带多户/);
    } finally {
      await window.close();
      remove();
    }
  });
});

describe('closing the window', { timeout: 120_000 }, () => {
  test('right after a key loses nothing', async () => {
    const { environment, remove } = place();
    let window = await openWindow(BINARY, environment);
    await window.has('h2');
    await newDraft(window, false);
    await window.type('#field-case_name', TYPED);
    assert.ok(window.askToClose() > 0, 'no window was asked');
    await window.ended();
    window = await openWindow(BINARY, environment);
    await window.says('table', new RegExp(TYPED));
    await window.close();
    remove();
  });

  for (const [signal, when] of [
    ['SIGHUP', 'its terminal is closed'],
    ['SIGTERM', 'the session ends'],
  ]) {
    test(`where ${when} right after a key, loses nothing`, async () => {
      const { environment, remove } = place();
      let window = await openWindow(BINARY, environment);
      await window.has('h2');
      await newDraft(window, false);
      await window.type('#field-case_name', TYPED);
      window.signal(signal);
      await window.ended();
      window = await openWindow(BINARY, environment);
      await window.says('table', new RegExp(TYPED));
      await window.close();
      remove();
    });
  }

  test('with something that cannot be saved is asked about, and nothing is let go of', async () => {
    const { environment, remove } = place();
    const window = await openWindow(BINARY, environment);
    await window.has('h2');
    await newDraft(window, false);
    const database = join(environment.SHENBAO_HOME, 'drafts.db');
    const holder = spawn('python3', [HOLD, database]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await window.type('#field-case_name', TYPED);
    window.askToClose();
    await window.says('dialog', /还有内容没有保存[^]*占用/);
    await window.says('header', /没有保存，正在重试/);
    assert.equal(await window.value('#field-case_name'), TYPED);
    holder.stdin.end();
    await window.says('header', /已保存/);
    window.askToClose();
    await window.ended();
    remove();
  });
});

describe('thirty power cuts', { timeout: 600_000 }, () => {
  test('lose nothing that was acknowledged two seconds before', async () => {
    const { environment, remove } = place();
    const control = '#field-overview';
    let last = '';
    for (let round = 0; round <= 30; round += 1) {
      const window = await openWindow(BINARY, environment);
      await window.has('h2');
      if (round === 0) await newDraft(window, false);
      else await window.pressWords('未命名案例');
      await window.has(control);
      const there = await window.value(control);
      assert.ok(there.startsWith(last), `round ${round}: “${last.slice(-30)}” is not there`);
      if (round === 30) {
        await window.close();
        break;
      }
      // What each moment had been answered; the text as it was two seconds before the cut must be there.
      const answered = [];
      const end = Date.now() + 2200 + Math.random() * 1500;
      for (let key = 0; Date.now() < end; key += 1) {
        const text = await window.type(control, `第${round}轮${key}，`);
        answered.push([Date.now(), text]);
        await sleep(Math.random() * 120);
      }
      const cut = Date.now();
      window.kill();
      last = answered.filter(([at]) => at <= cut - 2000).pop()?.[1] ?? there;
    }
    remove();
  });
});

/** Whether the window's own style and picture came through the policy. */
const WHAT_WAS_LOADED = `
  return {
    style: getComputedStyle(document.body).backgroundColor === 'rgb(244, 241, 234)',
    picture: document.querySelector('header img').naturalWidth > 0,
  };`;

/** What the policy refuses while Rust is asked; Tauri would go a slower way and say nothing. */
const REFUSED_ON_THE_WAY_TO_RUST = `
  const done = arguments[0];
  const refused = [];
  addEventListener('securitypolicyviolation', (refusal) => refused.push(refusal.blockedURI));
  const told = ({ calls }) => done(calls.length > 0 ? refused : ['no calls']);
  const request = { ask: 'start' };
  window.__TAURI_INTERNALS__.invoke('ask', { request }).then(told, (fault) => done([String(fault)]));`;

/** Tries something that the policy forbids; gives the directive that refuses it. */
const refusalOf = (attempt) => `
  const done = arguments[0];
  const refused = ({ effectiveDirective }) => done(effectiveDirective);
  addEventListener('securitypolicyviolation', refused, { once: true });
  const reached = () => done('reached');
  ${attempt}`;
const FETCH_FROM_OUTSIDE = refusalOf(`fetch('http://192.0.2.1/').then(reached, () => {});`);
const PICTURE_FROM_OUTSIDE = refusalOf(`
  const picture = new Image();
  picture.onload = reached;
  picture.src = 'http://192.0.2.1/';`);
const SCRIPT_IN_THE_PAGE = refusalOf(`
  const script = document.createElement('script');
  script.textContent = 'document.title = "reached"';
  document.head.append(script);`);
