// `shenbao serve` as it runs for a test: a server with a home and a day of its own, Chromium in front of
// it, and what every screen must hold at both sizes.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '../../ui/node_modules/playwright-core/index.mjs';
import { BRING_AXE, RUN_AXE, TOO_SMALL_TO_PRESS, WIDER_THAN_THEIR_PLACE } from '../window/axe.mjs';

export const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const BINARY = fromRoot('target/debug/shenbao');
export const PICTURES = fromRoot('target/serve');
export const SCREENS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

mkdirSync(PICTURES, { recursive: true });

/** The server with a home of its own, on the noon of a day; js-2020 is open on the usual one. Programs in `tools`
 *  are found before those of the system. */
export async function serve(day = '2020-06-20', tools = '', args = ['--no-open']) {
  const home = mkdtempSync(join(tmpdir(), 'shenbao-serve-'));
  const env = {
    ...process.env,
    SHENBAO_HOME: join(home, 'home'),
    SOURCE_DATE_EPOCH: String(Date.parse(`${day}T12:00:00+08:00`) / 1000),
    HOME: home,
    PATH: [tools, process.env.PATH].filter(Boolean).join(':'),
  };
  const child = spawn(BINARY, ['serve', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // More than one where the program was started again.
  const addresses = [];
  child.stdout.on('data', (data) => addresses.push(String(data).trim()));
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(String(data).trim()));
    child.once('exit', (status) => reject(new Error(`serve ended with ${status}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const close = async () => {
    child.kill();
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { home, env, address, addresses, ended, close, pid: child.pid };
}

/** The key of an address as a page brings it, from any program on this machine. */
export const keyOf = (address) => new URLSearchParams(new URL(address).hash.slice(1)).get('key');

/** What a page sends with its requests, from the tab that has it. */
export const sessionOf = (page) =>
  page.evaluate(() => ({ 'x-shenbao-session': sessionStorage.getItem('shenbao-session') }));

export const launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    // As root, and on a machine without a network: nothing is looked for outside.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });

/** A page at the start of the program. What it reports as a fault is put into `faults`. */
export async function enter(browser, address, faults) {
  const page = await browser.newPage({ viewport: SCREENS[0] });
  page.on('pageerror', (fault) => faults.push(fault.message));
  // 422 is a refusal of the program, which the page shows in words.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('422')) faults.push(message.text());
  });
  await page.goto(address);
  await page.waitForSelector('main');
  return page;
}

/** Axe, overflow and what is too small to press at both sizes, and a picture of each. */
export async function fit(page, name) {
  for (const size of SCREENS) {
    await page.setViewportSize(size);
    await page.waitForTimeout(300);
    await page.screenshot({
      path: `${PICTURES}/${name}-${size.width}x${size.height}.png`,
    });
    const wide = await page.evaluate(`(() => { ${WIDER_THAN_THEIR_PLACE} })()`);
    assert.deepEqual(wide, [], name);
    const small = await page.evaluate(`(() => { ${TOO_SMALL_TO_PRESS} })()`);
    assert.deepEqual(small, [], name);
    await page.evaluate(BRING_AXE);
    const found = await page.evaluate(
      `new Promise((done) => (function () { ${RUN_AXE} })(done))`,
    );
    assert.deepEqual(found, [], name);
  }
  await page.setViewportSize(SCREENS[0]);
}

/** Presses Tab until what has the focus is named so. */
export async function tabTo(page, name) {
  const named = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return '';
      const label = at.labels?.[0]?.textContent ?? '';
      return `${at.id} ${at.getAttribute('aria-label') ?? ''} ${label} ${at.textContent}`;
    });
  for (let step = 0; step < 250; step += 1) {
    if ((await named()).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${name}`);
}

/** Types with an input method: the composition grows with its keys and ends with what was chosen. */
export async function compose(page, keys, chosen) {
  const cdp = await page.context().newCDPSession(page);
  for (const text of keys) {
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await cdp.send('Input.insertText', { text: chosen });
}

/** The answer to a request as any program on this machine can make it. */
export function ask(address, { path = '/', method = 'GET', headers = {}, body } = {}) {
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

/** The answer to a key, as a page of ours shows it. */
export const give = (address, key) =>
  ask(address, {
    path: '/enter',
    method: 'POST',
    headers: { origin: new URL(address).origin, 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
