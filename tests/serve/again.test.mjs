// `shenbao serve` started while it runs, and started with a case file, in Debian's Chromium.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { BINARY, enter, keyOf, launch, serve } from './running.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Starts it again beside one that runs, and waits for the address of the page that is shown then. */
async function startAgain(own, args = [], cwd = undefined) {
  const given = ['serve', '--no-open', ...args];
  const again = spawnSync(BINARY, given, { env: own.env, cwd, encoding: 'utf8' });
  assert.equal(again.status, 0, again.stderr);
  assert.equal(again.stdout, '');
  assert.match(again.stderr, /已经打开/);
  for (let waited = 0; own.addresses.length < 2 && waited < 100; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return own.addresses[1];
}

test('who starts it again is shown the one that runs', async () => {
  const own = await serve();
  const page = await enter(browser, own.address, []);
  const second = await startAgain(own);
  assert.notEqual(keyOf(second), keyOf(own.address));
  await page.close();
  const other = await enter(browser, second, []);
  await other.waitForSelector('text=新建案例');
  await other.close();
  await own.close();
});

test('a case file that it was started with is opened, also by who starts it again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-given-'));
  const named = (name) => {
    const file = join(folder, `${name}.json`);
    const made = spawnSync(BINARY, ['new', 'js-2020', '-o', file], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const text = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...text, values: { case_name: name } }));
    return file;
  };
  const own = await serve('2020-06-20', '', ['--no-open', named('先来的')]);
  const page = await enter(browser, own.address, []);
  await page.waitForSelector('h1:has-text("先来的")');
  // From its own folder, by the name alone.
  const second = await startAgain(own, [basename(named('后来的'))], folder);
  const other = await enter(browser, second, []);
  await other.waitForSelector('h1:has-text("后来的")');
  // The next page finds nothing waiting.
  await other.reload();
  await other.waitForSelector('text=新建案例');
  for (const opened of [page, other]) await opened.close();
  await own.close();
  rmSync(folder, { recursive: true, force: true });
});
