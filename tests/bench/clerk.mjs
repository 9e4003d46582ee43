// What a clerk has to do for a case, counted: presses of the mouse, keys beside characters, and characters, from the list
// of drafts to the folder that is sent. It fills in what the sample of the call says. `node tests/bench/clerk.mjs`, with
// the built program; it prints a table for README.md.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { BINARY, enter, launch, serve, SCREENS } from '../serve/running.mjs';

/** A hand that counts what it does. */
class Hand {
  counts = { clicks: 0, keys: 0, characters: 0 };
  constructor(page) {
    this.page = page;
  }
  async click(target) {
    this.counts.clicks += 1;
    await (typeof target === 'string' ? this.page.locator(target).first() : target).click();
  }
  async key(name) {
    this.counts.keys += 1;
    await this.page.keyboard.press(name);
  }
  /** An input method takes more keys than characters; those are not counted. */
  async type(text) {
    this.counts.characters += [...text].length;
    await this.page.keyboard.insertText(text);
  }
}

const list = (value) => (Array.isArray(value) ? value : [value]);
/** What is typed for a value, by the boxes of its field in their order. */
function typed(value) {
  if (typeof value === 'object' && 'name' in value) return [value.name, value.phone];
  if (typeof value === 'object' && 'from' in value) {
    return [...value.from.split('-'), ...(value.to?.split('-') ?? [])];
  }
  const text = String(value);
  return /^\d{4}-\d\d(-\d\d)?$/.test(text) ? text.split('-') : [text];
}

async function fillPlaces(hand, root, places) {
  const { page } = hand;
  await hand.click(root.locator('input[role=combobox]').last());
  for (const [at, { code, text }] of places.entries()) {
    if (at > 0) await hand.key('Enter');
    if (code === null) {
      await hand.type(text);
      continue;
    }
    // The county by its name; what lies in it is typed behind.
    const [, county, rest] = /([^省市]+?[县区])(.*)$/.exec(text) ?? ['', text, ''];
    await hand.type(county);
    // What is typed in full is known without being chosen.
    const option = page.locator('[role=option]').first();
    if (await option.waitFor({ timeout: 1500 }).then(() => true, () => false)) {
      await hand.key('ArrowDown');
      await hand.key('Enter');
    }
    if (rest !== '') await hand.type(rest);
  }
}

/** Fills in a field as the sample has it, unless it is filled in already. */
async function fill(hand, id, value) {
  const { page } = hand;
  const root = page.locator(`[data-field="${id}"]`).first();
  if (value === null || (Array.isArray(value) && value.length === 0)) return;
  // It may come with the answer before it.
  const isThere = root.waitFor({ state: 'attached', timeout: 1500 });
  if (!(await isThere.then(() => true, () => false))) return;
  const folded = root.locator('xpath=ancestor::details[not(@open)]/summary').first();
  if ((await folded.count()) > 0) await hand.click(folded);
  const options = root.locator('input[type=radio], input[type=checkbox]:not([id*="answers/"])');
  if ((await options.count()) > 0 && !(typeof value === 'number')) {
    if ((await root.locator('input:checked').count()) > 0) return;
    const chosen = typeof value === 'boolean' ? [value ? '是' : '否'] : list(value);
    for (const one of chosen) {
      // The first one has the id of its field.
      const named = page.locator(`[id="field-${id}-${one}"]`);
      const words = root.locator(`label:has-text("${one}") input`);
      const all = [named, words, options];
      const there = await Promise.all(all.map((some) => some.count()));
      await hand.click(all[there.findIndex((count) => count > 0)].first());
    }
    return;
  }
  if (typeof list(value)[0] === 'object' && 'text' in list(value)[0]) {
    const there = await root.locator('input').evaluateAll((all) => all.some((one) => one.value));
    if (!there) await fillPlaces(hand, root, list(value));
    return;
  }
  const boxes = root.locator('input[type=text], textarea, input:not([type])');
  if ((await boxes.first().inputValue()) !== '') return;
  // Who was filled in before is taken by one press.
  const card = root.locator('button:has-text("填入 ")');
  if ((await card.count()) > 0) {
    await hand.click(card.first());
    return;
  }
  await hand.click(boxes.first());
  for (const [at, text] of typed(value).entries()) {
    if (at > 0) await hand.key('Tab');
    await hand.type(text);
  }
}

/** A case from the list of drafts to its folder; gives what that took. */
async function make(page, { call, route, from, other, home }) {
  const args = ['new', call, '--route', route, '--sample'];
  const env = { ...process.env, SHENBAO_HOME: join(home, 'maker') };
  const sample = JSON.parse(execFileSync(BINARY, args, { env, cwd: home, encoding: 'utf8' }));
  const hand = new Hand(page);
  await hand.click('text=新建案例');
  const { title } = JSON.parse(execFileSync(BINARY, ['calls', '--json'], { env, encoding: 'utf8' })).find(
    ({ id }) => id === call,
  );
  await hand.click(`nav button:has-text("${title}")`);
  if (from) {
    hand.counts.clicks += 2;
    await page.selectOption('#carry-from', { index: 1 });
    await page.waitForSelector('text=/带入 \\d+ 栏/');
  }
  await hand.click('text=开始填写');
  await page.waitForSelector('[data-field=route]');
  await page.waitForTimeout(500);
  const values = { ...sample.values, ...other };
  for (const [id, value] of Object.entries(values)) await fill(hand, id, value);
  for (const all of await page.locator('button:has-text("全部做到")').all()) await hand.click(all);
  for (const id of Object.keys(sample.answers)) {
    const tick = page.locator(`[id="field-answers/${id}"]`);
    if ((await tick.count()) > 0 && !(await tick.isChecked())) await hand.click(tick);
  }
  await page.waitForSelector('header >> text=已保存');
  await hand.click('text=导出…');
  await hand.click('dialog >> text=导出正式稿');
  await hand.click('text=选择这个文件夹');
  await page.waitForSelector('text=已导出到', { timeout: 60_000 });
  await hand.key('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  await hand.click('text=← 全部草稿');
  await page.waitForSelector('tbody tr');
  return hand.counts;
}

const browser = await launch();
/** Cases one after the other by the same clerk. */
async function day(date, cases) {
  const server = await serve(date);
  const page = await enter(await browser.newContext({ viewport: SCREENS[0] }), server.address, []);
  page.setDefaultTimeout(15_000);
  for (const [name, one] of cases) {
    const begun = Date.now();
    const { clicks, keys, characters } = await make(page, { ...one, home: server.home });
    const seconds = Math.round((Date.now() - begun) / 1000);
    console.log(`| ${name} | ${clicks} | ${keys} | ${characters} | ${seconds} |`);
  }
  await page.close();
  await server.close();
}

console.log('| case | clicks | keys | characters | seconds of the script |\n|---|--:|--:|--:|--:|');
const anhui = { call: 'ah-2024', route: 'city' };
const centre = { call: 'cac-2024', route: 'province' };
try {
  await day('2020-06-20', [['江苏 2020，从空白', { call: 'js-2020', route: 'self' }]]);
  await day('2016-09-20', [['双百 2016，从空白', { call: 'shuangbai-2016', route: 'province' }]]);
  await day('2024-02-01', [
    ['安徽 2024，从空白', anhui],
    ['中央 2024，从安徽的带入', { ...centre, from: true }],
    // Another project of the same unit.
    ['中央 2024，从空白，单位和人用以前填过的', { ...centre, other: { project_name: '“山里的课堂”助学行动' } }],
  ]);
} finally {
  await browser.close();
}
