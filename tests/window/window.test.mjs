// The real window, built with the real rooms, on a screen without a monitor: it lists the calls of
// the program, keeps its content policy, and is fit for keyboard and screen reader. The pictures in
// target/window are for people to look at; no test compares them.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openWindow } from './webdriver.mjs';

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const BINARY = fromRoot('target/debug/shenbaoxia');
const PICTURES = fromRoot('target/window');
const AXE = readFileSync(fromRoot('ui/node_modules/axe-core/axe.min.js'), 'utf8');
const SCREENS = [
  [1280, 720],
  [1366, 768],
  [1920, 1080],
];
const JIANGSU = '2020年江苏省网络扶贫优秀案例征集';

/** A moment as `SOURCE_DATE_EPOCH`: noon in China on that date. */
const noon = (date) => ({ SOURCE_DATE_EPOCH: String(Date.parse(`${date}T12:00:00+08:00`) / 1000) });

mkdirSync(PICTURES, { recursive: true });

describe('while the call of Jiangsu is open', { timeout: 120_000 }, () => {
  let window;
  before(async () => {
    window = await openWindow(BINARY, noon('2020-06-20'));
    await window.has('#call-title');
  });
  after(() => window?.close());

  test('the window lists it with its dates, routes and forms', async () => {
    assert.equal(await window.title(), '申报匣');
    assert.match(await window.text('nav'), new RegExp(JIANGSU));
    assert.equal(await window.text('#call-title'), JIANGSU);
    const facts = await window.text('dl');
    for (const fact of ['2020年6月10日', '2020年7月31日', '还有 41 天', '申报表']) {
      assert.ok(facts.includes(fact), `“${fact}” is not in: ${facts}`);
    }
  });

  test('the commands of the terminal program are shown, and one is copied', async () => {
    const commands = await window.run(
      'return [...document.querySelectorAll("code")].map((code) => code.textContent)',
    );
    assert.deepEqual(commands, [
      'shenbao new js-2020 --sample -o 案例.json',
      'shenbao check 案例.json',
      'shenbao export 案例.json --out 导出',
    ]);
    await window.press('.line button');
    await window.has('[role=status]:not(:empty)');
    assert.match(await window.text('[role=status]'), /已复制/);
  });

  for (const [width, height] of SCREENS) {
    test(`at ${width}×${height} nothing is cut off and axe finds nothing`, async () => {
      await window.resize(width, height);
      writeFileSync(`${PICTURES}/open-${width}x${height}.png`, await window.picture());
      assert.deepEqual(await window.run(WIDER_THAN_THEIR_PLACE), []);
      assert.deepEqual(await violations(window), []);
    });
  }

  test('the content policy lets in what is ours, and nothing else', async () => {
    assert.deepEqual(await window.run(WHAT_WAS_LOADED), { style: true, picture: true });
    assert.deepEqual(await window.runAsync(REFUSED_ON_THE_WAY_TO_RUST), []);
    assert.match(await window.runAsync(FETCH_FROM_OUTSIDE), /^connect-src/);
    assert.match(await window.runAsync(PICTURE_FROM_OUTSIDE), /^img-src/);
    assert.match(await window.runAsync(SCRIPT_IN_THE_PAGE), /^script-src/);
  });
});

describe('after the call of Jiangsu has ended', { timeout: 120_000 }, () => {
  let window;
  before(async () => {
    window = await openWindow(BINARY, noon('2026-11-23'));
    await window.has('#call-title');
  });
  after(() => window?.close());

  test('that is told, and blocks nothing', async () => {
    const facts = await window.text('dl');
    assert.match(facts, /已截止/);
    assert.match(facts, /仍可照常准备/);
  });

  for (const [width, height] of [[800, 560], ...SCREENS]) {
    test(`at ${width}×${height} axe finds nothing`, async () => {
      await window.resize(width, height);
      writeFileSync(`${PICTURES}/passed-${width}x${height}.png`, await window.picture());
      assert.deepEqual(await window.run(WIDER_THAN_THEIR_PLACE), []);
      assert.deepEqual(await violations(window), []);
    });
  }
});

/** What axe finds, as “rule: element”. */
async function violations(window) {
  await window.run(`if (!window.axe) { ${AXE}; }`);
  return window.runAsync(`
    const done = arguments[0];
    axe.run(document).then(
      ({ violations }) =>
        done(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html))),
      (fault) => done([String(fault)]),
    );`);
}

/** Every element whose content is wider than itself. */
const WIDER_THAN_THEIR_PLACE = `
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => element.scrollWidth > element.clientWidth && element.clientWidth > 0)
    .filter((element) => getComputedStyle(element).display !== 'inline')
    .map((element) => element.outerHTML.slice(0, 120));`;

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
  const told = (calls) => done(calls.length > 0 ? refused : ['no calls']);
  window.__TAURI_INTERNALS__.invoke('calls').then(told, (fault) => done([String(fault)]));`;

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
