// What a person waits for, in the real window (WebKit, under Xvfb) and in Chromium through `serve`, in
// one run; `make bench` calls it with the release binaries. Prints a table in Chinese.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '../../ui/node_modules/playwright-core/index.mjs';
import { openWindow } from '../window/webdriver.mjs';

const [binaries] = process.argv.slice(2).map((path) => resolve(path));
const KEYS = 60;
const STARTS = 5;
const MANY = 10_000;
/** The interface waits so long after the last key before it asks for new paper. */
const PAUSE = 150;

const ranked = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)];
const row = (what, times, aim) =>
  console.log(
    `| ${what} | ${ranked(times, 0.5).toFixed(1)} | ${ranked(times, 0.95).toFixed(1)} | ${aim} |`,
  );

/** In the page: a key at the end of the case's name, until its answer shows in the title, and until the
 * new picture of the first page is decoded. */
const KEY = `
  const done = arguments[arguments.length - 1];
  const control = document.querySelector('#field-case_name');
  const title = document.querySelector('h1');
  const old = document.querySelector('figure img').src;
  control.focus();
  control.setSelectionRange(control.value.length, control.value.length);
  const begun = performance.now();
  let answered;
  const look = () => {
    if (answered === undefined && title.textContent === control.value) answered = performance.now() - begun;
    const picture = document.querySelector('figure img');
    if (answered !== undefined && picture.src !== old && picture.complete)
      return done([answered, performance.now() - begun]);
    setTimeout(look, 1);
  };
  document.execCommand('insertText', false, '字');
  look();`;

async function keys(run) {
  const [patches, papers] = [[], []];
  for (let key = 0; key < KEYS; key += 1) {
    const [patch, paper] = await run(KEY);
    patches.push(patch);
    papers.push(paper - PAUSE);
    await sleep(100);
  }
  return { patches: patches.slice(5), papers: papers.slice(5) };
}

/** Proportional set size of a process and all that it has started, in MB. */
function memory(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1];
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const ours = (process) => process === pid || (parents.has(process) && ours(parents.get(process)));
  let kilobytes = 0;
  for (const process of [...parents.keys()].filter(ours)) {
    const rollup = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

function home() {
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-bench-'));
  return {
    folder,
    environment: { SHENBAO_HOME: folder },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function inWindow() {
  const { environment, remove } = home();
  const starts = [];
  let window;
  for (let start = 0; start < STARTS; start += 1) {
    const begun = Date.now();
    window = await openWindow(join(binaries, 'shenbaoxia'), environment);
    await window.has('h2');
    starts.push(Date.now() - begun);
    if (start < STARTS - 1) await window.close();
  }
  await window.pressWords('新建案例');
  await window.has('article');
  await window.pressWords('先填好一份示例');
  await window.pressWords('开始填写');
  await window.has('figure img[src]');
  await sleep(1500);
  const { patches, papers } = await keys((script) => window.runAsync(script));
  const used = memory(window.programId());
  await window.close();
  remove();
  row('窗口：启动到第一屏可用（含 WebDriver 建立会话）', starts, 900);
  row('窗口：按键到检查结果显示', patches, 16);
  row('窗口：按键到新纸样显示（不计 150 毫秒的停顿）', papers, 80);
  console.log(`| 窗口：内存，PSS，全部进程，MB | ${used.toFixed(0)} | | 260 |`);
}

async function inBrowser() {
  const { environment, remove } = home();
  const server = spawn(join(binaries, 'shenbao'), ['serve', '--no-open'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const begun = Date.now();
  const address = await new Promise((done) =>
    server.stdout.once('data', (data) => done(String(data).trim())),
  );
  const listening = Date.now() - begun;
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-sync',
  ];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const opened = Date.now();
  await page.goto(address);
  await page.waitForSelector('h2');
  const starts = [listening + Date.now() - opened];
  await page.click('text=新建案例');
  await page.check('text=先填好一份示例');
  await page.click('text=开始填写');
  await page.waitForSelector('figure img[src]');
  await sleep(1500);
  const inPage = (script) =>
    page.evaluate(`new Promise((done) => (function () { ${script} })(done))`);
  const { patches, papers } = await keys(inPage);
  row('浏览器：服务启动加第一屏可用（浏览器已开）', starts, 900);
  row('浏览器：按键到检查结果显示', patches, 16);
  row('浏览器：按键到新纸样显示（不计 150 毫秒的停顿）', papers, 80);

  await page.click('text=← 全部草稿');
  await page.waitForSelector('table');
  await page.evaluate(async (many) => {
    const make = () =>
      fetch('/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ask: 'copy_draft', draft: 1 }),
      });
    for (let made = 0; made < many; made += 20) await Promise.all(Array.from({ length: 20 }, make));
  }, MANY);
  const asked = await page.evaluate(async () => {
    const times = [];
    for (let turn = 0; turn < 15; turn += 1) {
      const begun = performance.now();
      const answer = await fetch('/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ask: 'drafts',
          words: turn % 2 ? '一店' : '',
          binned: false,
          limit: 100,
        }),
      });
      await answer.json();
      times.push(performance.now() - begun);
    }
    return times;
  });
  row(`浏览器：${MANY} 份草稿，查找后第一页的回答`, asked, 100);
  await browser.close();
  server.kill();
  await new Promise((done) => server.once('exit', done));
  remove();
}

console.log('| 毫秒 | 中位数 | 九成五不超过 | 目标 |\n|---|--:|--:|--:|');
await inWindow();
await inBrowser();
