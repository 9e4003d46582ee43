// What hands do, in Debian's Chromium: a press that is held while something is found, Tab that leads where it would
// have led before, the caret behind a place, and undo that goes to what it changed and says so.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SCREENS, enter, fromRoot, launch, serve, sessionOf } from './running.mjs';

let browser;
let server;
let page;
const faults = [];

before(async () => {
  browser = await launch();
  server = await serve();
  const context = await browser.newContext({ viewport: SCREENS[0] });
  page = await enter(context, server.address, faults);
  await page.click('text=新建案例');
  await page.click('text=开始填写');
  await page.waitForSelector('#field-case_name');
});
after(async () => {
  await browser?.close();
  await server?.close();
  assert.deepEqual(faults, []);
});

const focused = () => page.evaluate(() => document.activeElement.id);
const saved = () => page.waitForSelector('header >> text=已保存');
/** Where something stands in the window. */
const topOf = (selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((one) => one.getBoundingClientRect().top);
/** Longer than typing goes on in one step. */
const pause = () => page.waitForTimeout(1400);
const undo = () => page.keyboard.press('Control+Z');

describe('undo', { timeout: 120_000 }, () => {
  const overview = '#field-overview';
  const sentence = '全县建立县乡村三级电商服务体系，带动三千户。';
  const over = {
    'deleted at once': async () => {
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
    },
    'one key over all': async () => {
      await page.keyboard.press('Control+A');
      await page.keyboard.type('a');
    },
    'pasted over all': async () => {
      await page.keyboard.press('Control+A');
      await page.evaluate(() => document.execCommand('insertText', false, '另一段'));
    },
    'erased one by one': async () => {
      for (let key = 0; key < 12; key += 1) await page.keyboard.press('Backspace');
    },
  };
  for (const [name, act] of Object.entries(over)) {
    test(`what was ${name} after it was typed comes back`, async () => {
      await page.fill(overview, '');
      await pause();
      await page.focus(overview);
      await page.keyboard.type(sentence, { delay: 5 });
      await act();
      assert.notEqual(await page.inputValue(overview), sentence);
      await undo();
      await page.waitForFunction(
        ([selector, text]) => document.querySelector(selector).value === text,
        [overview, sentence],
      );
    });
  }

  test('what changes out of sight is gone to, focused, and told', async () => {
    await page.fill('#field-case_name', '一店带多户');
    await pause();
    await page.fill('#field-address', '南京市玄武区');
    await pause();
    await page.focus('#field-case_name');
    await page.waitForFunction(() => {
      const box = document.querySelector('main').getBoundingClientRect();
      return document.querySelector('#field-address').getBoundingClientRect().top > box.bottom;
    });
    await undo();
    await page.waitForSelector('[role=status]:has-text("已撤销：注册地址")');
    assert.equal(await focused(), 'field-address');
    assert.equal(await page.inputValue('#field-address'), '');
    const [top, bottom] = [await topOf('#field-address'), page.viewportSize().height];
    assert.ok(top > 0 && top < bottom - 40, `${top}`);
    await page.keyboard.press('Control+Y');
    await page.waitForSelector('[role=status]:has-text("已重做：注册地址，恢复为“南京市玄武区”")');
  });
});

describe('a press', { timeout: 120_000 }, () => {
  /** Presses, waits until what leaving the field brings has come, and lets go. */
  async function hold(selector) {
    const box = await page.locator(selector).first().boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const before = await topOf(selector);
    await page.mouse.down();
    await page.waitForTimeout(900);
    const moved = (await topOf(selector)) - before;
    await page.mouse.up();
    return moved;
  }

  const [name, radio] = ['#field-case_name', '[id="field-category-education"]'];
  const ready = async (text) => {
    await page.check('[id="field-category-charity"]');
    await page.fill(name, text);
    await saved();
    await page.locator(name).evaluate((one) => one.scrollIntoView({ block: 'center' }));
    await page.focus(name);
  };

  test('is not lost when leaving the field shows that it is empty', async () => {
    await ready('');
    assert.ok(Math.abs(await hold(radio)) < 1);
    await page.waitForSelector('[data-field=case_name] .finding');
    assert.ok(await page.isChecked(radio));
  });

  test('is not lost when a finding comes while it is held', async () => {
    await ready('一店带多户');
    // A slow machine: the answer comes when the button is down already.
    await page.route('**/ask', async (route) => {
      await new Promise((done) => setTimeout(done, 400));
      // What is on its way when it is fast again.
      await route.continue().catch(() => {});
    });
    await page.keyboard.type('13800138000');
    assert.ok(Math.abs(await hold(radio)) < 1);
    await page.waitForSelector('[data-field=case_name] .finding');
    assert.ok(await page.isChecked(radio));
    const top = await topOf(radio);
    await page.unroute('**/ask');
    await page.fill(name, '一店带多户');
    await page.waitForSelector('[data-field=case_name] .finding', {
      state: 'detached',
    });
    assert.notEqual(await topOf(radio), top, 'the finding took room');
  });

  test('the field with the caret stays when something is found above it', async () => {
    await page.fill('#field-phone', '');
    await saved();
    await page.focus('#field-phone');
    await page.keyboard.type('电话');
    await page.focus('#field-address');
    const before = await topOf('#field-address');
    await page.waitForSelector('[data-field=phone] .finding');
    await page.waitForTimeout(300);
    assert.ok(Math.abs((await topOf('#field-address')) - before) <= 1);
  });
});

describe('Tab', { timeout: 120_000 }, () => {
  test('leads to the next field, and a reason opens on leaving only', async () => {
    await page.fill('#field-start', '');
    await page.fill('#field-end', '');
    await saved();
    await page.focus('#field-start');
    // Year and month are two controls of one field.
    await page.keyboard.type('2017');
    await page.keyboard.press('Tab');
    await page.keyboard.type('05');
    await saved();
    await page.waitForTimeout(500);
    // Nothing is told of a date that is half typed, and so nothing can come under the next Tab.
    assert.equal(await page.locator('[data-field=start] .finding').count(), 0);
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^field-end/);
    await page.waitForSelector('[data-field=start] .finding:has-text("原则上")');
    await page.waitForSelector('[data-field=start] textarea');
    await page.keyboard.type('2020');
    await saved();
    assert.equal(await page.inputValue('[data-field=start] textarea'), '');
    // Coming back, and on again after typing: it is between them now, and still not in the way.
    await page.focus('#field-start');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2016');
    while ((await focused()).startsWith('field-start')) await page.keyboard.press('Tab');
    assert.match(await focused(), /^field-end/);
    // The keys lead to it all the same, once it is there.
    await saved();
    await page.waitForSelector('[data-field=start] textarea');
    await page.keyboard.press('Shift+Tab');
    assert.match(await focused(), /reason$/);
  });

  test('digits alone are no reason', async () => {
    const box = page.locator('[data-field=start] textarea');
    await box.fill('2020');
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-field=start] .finding:has-text("没有说明原因")');
    await box.fill('先行试点');
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-field=start] .finding:has-text("已说明理由")');
  });
});

test('a place is chosen and its village written behind it', async () => {
  const line = '#field-regions';
  await page.focus(line);
  await page.keyboard.type('舒城县');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'field-regions/1');
  await page.keyboard.type('某某村');
  assert.match(await page.inputValue('[id="field-regions/1"]'), /舒城县某某村$/);
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'field-regions');
  await saved();
});

describe('two pages with one draft', { timeout: 120_000 }, () => {
  /** Another page of the same browser, at the list of drafts. */
  async function another(options = {}) {
    const session = (await sessionOf(page))['x-shenbao-session'];
    const context = options.apart ? await browser.newContext() : page.context();
    const other = await context.newPage();
    await other.addInitScript((one) => sessionStorage.setItem('shenbao-session', one), session);
    await other.goto(new URL('/', server.address).href);
    await other.waitForSelector('tbody button');
    return other;
  }
  const open = async (other) => {
    await other.click('tbody button >> nth=0');
    await other.waitForSelector('#field-case_name');
  };
  const again = '在这里继续编辑';

  test('what was just typed is there when another page takes over', async () => {
    const other = await another();
    await page.bringToFront();
    await page.fill('#field-case_name', '');
    await page.focus('#field-case_name');
    await page.keyboard.type('刚刚打的字');
    await open(other);
    assert.equal(await other.inputValue('#field-case_name'), '刚刚打的字');
    // The page that gave it away says so before anything is typed into it.
    await page.waitForSelector(`dialog >> text=${again}`);
    await page.click(`dialog >> text=${again}`);
    await other.waitForSelector(`dialog >> text=${again}`);
    // Closed sooner, the other page could not say that it let go, and this one would wait for it.
    await page.waitForSelector('dialog', { state: 'detached' });
    await other.close();
  });

  test('what a page that was not asked types is shown and kept, and put in on request', async () => {
    // Another browser: its pages do not hear each other.
    const other = await another({ apart: true });
    await open(other);
    await other.fill('#field-email', 'other@example.com');
    await other.waitForSelector('header >> text=已保存');
    await page.focus('#field-case_name');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('打在旧页面里的');
    await page.waitForSelector('dialog .blocker:has-text("打在旧页面里的")');
    // It is there after the page was opened anew, too.
    await page.reload();
    await open(page);
    assert.equal(await page.inputValue('#field-email'), 'other@example.com');
    assert.equal(await page.inputValue('#field-case_name'), '刚刚打的字');
    await page.waitForSelector('.blocker:has-text("打在旧页面里的")');
    await page.click('.blocker >> text=填入');
    await page.waitForSelector('.blocker', { state: 'detached' });
    assert.equal(await page.inputValue('#field-case_name'), '打在旧页面里的');
    await saved();
    await other.context().close();
  });
});

test('a case file that came without its folder says which to bring, and finds it', async () => {
  const attachment = { path: '一店-附件/一.jpg', kind: 'photo' };
  const file = {
    format: 1,
    call: 'js-2020',
    route: 'self',
    values: {},
    attachments: [attachment, { ...attachment, path: '一店-附件/二.jpg' }],
  };
  writeFileSync(join(server.home, '一店.json'), JSON.stringify(file));
  const photo = readFileSync(fromRoot('tests/pdf/corners.jpg'));
  writeFileSync(join(server.home, '一.jpg'), photo);
  const other = await (await browser.newContext()).newPage();
  const session = (await sessionOf(page))['x-shenbao-session'];
  await other.addInitScript((one) => sessionStorage.setItem('shenbao-session', one), session);
  await other.goto(new URL('/', server.address).href);
  await other.click('text=打开案例文件');
  await other.check('dialog label:has-text("一店.json") input');
  await other.click('dialog button.strong');
  await other.waitForSelector('section:has-text("有 2 个附件没有一起来"):has-text("“一店-附件”")');
  await other.click('button:has-text("找附件…")');
  await other.click('text=选择这个文件夹');
  await other.waitForSelector('text=找到 1 个附件，还有 1 个没有找到');
  await other.waitForSelector('section:has-text("有 1 个附件没有一起来")');
  await other.waitForSelector('header >> text=已保存');
  await other.context().close();
});
