// The form as a map, and a form that is calm: parts with how far they are, keys that lead through them, nothing in red
// before its field was left, and presses that land where they were aimed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SCREENS, enter, fit, launch, serve } from './running.mjs';

let browser;
let server;
let page;
const faults = [];

before(async () => {
  browser = await launch();
  server = await serve();
  page = await enter(await browser.newContext({ viewport: SCREENS[0] }), server.address, faults);
  await page.click('text=新建案例');
  await page.click('article >> text=开始填写');
  await page.waitForSelector('#field-case_name');
});
after(async () => {
  await browser?.close();
  await server?.close();
  assert.deepEqual(faults, []);
});

const focused = () => page.evaluate(() => document.activeElement.id);
const settled = () => page.waitForSelector('header >> text=已保存');
const part = (title) => page.locator(`nav li:has(> button:has-text("${title}"))`).first();

describe('the map', { timeout: 120_000 }, () => {
  test('says in one line what is missing, and in each part how far it is', async () => {
    await page.waitForSelector('nav >> text=/还有 \\d+ 栏没填/');
    assert.equal(await page.locator('nav li li.stops').count(), 0);
    assert.match(await part('报送机构').innerText(), /○[^]*报送机构[^]*0\/5/);
    await page.fill('#field-email', 'new@example.com');
    await page.keyboard.press('Tab');
    await settled();
    await page.waitForFunction(() => /1\/5/.test(document.querySelector('nav').innerText));
    assert.match(await part('报送机构').innerText(), /◐/);
    await fit(page, 'map');
  });

  test('the first field is in sight when a draft is opened', async () => {
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
    const { y, height } = await page.locator('#field-case_name').boundingBox();
    assert.ok(y + height < SCREENS[0].height, `${y}`);
  });

  test('a press and a number lead to a part, and not while something is typed', async () => {
    await part('报送机构').locator('> button').click();
    const inPart = () =>
      page.evaluate(() => document.activeElement.querySelector('#field-org_name') !== null);
    assert.ok(await inPart());
    await page.keyboard.press('1');
    assert.equal(await inPart(), false);
    await page.fill('#field-case_name', '');
    await page.focus('#field-case_name');
    await page.keyboard.type('4');
    assert.equal(await page.inputValue('#field-case_name'), '4');
    await page.keyboard.press('Alt+1');
    assert.notEqual(await focused(), 'field-case_name');
    await page.fill('#field-case_name', '');
  });

  test('what is checked is listed in its part, and F8 and F7 lead through it', async () => {
    await page.click('nav >> text=检查');
    await page.waitForSelector('nav li.wrong:has-text("报送机构") >> text=没有填写');
    await page.waitForSelector('[role=status]:has-text("检查过了")');
    await page.focus('#field-org_name');
    await page.keyboard.press('F8');
    assert.equal(await focused(), 'field-contact');
    await page.keyboard.press('F7');
    assert.equal(await focused(), 'field-org_name');
    await page.keyboard.press('F7');
    assert.notEqual(await focused(), 'field-org_name');
    await fit(page, 'map-checked');
  });

  test('the skip link leads to the form', async () => {
    await page.focus('.skip');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'form');
  });
});

describe('calm', { timeout: 120_000 }, () => {
  test('nothing is red before the field is left, and nothing is told of what is half typed', async () => {
    await page.fill('#field-phone', '');
    await page.keyboard.press('Tab');
    await settled();
    await page.waitForTimeout(300);
    const told = () => page.locator('[data-field=phone] .finding').allInnerTexts();
    const before = await told();
    await page.focus('#field-phone');
    await page.keyboard.type('电', { delay: 20 });
    await settled();
    await page.waitForTimeout(400);
    assert.ok(!(await told()).join('').includes('“电”'));
    await page.keyboard.type('话待定', { delay: 20 });
    await settled();
    await page.waitForTimeout(400);
    assert.ok((await told()).length <= before.length);
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-field=phone] .finding:has-text("电话待定")');
  });

  test('a line of message has its room: what is below does not move', async () => {
    await page.fill('#field-phone', '025-83398888');
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-field=phone] .finding', { state: 'detached' });
    const top = () =>
      page.locator('#field-address').evaluate(
        (one) => one.getBoundingClientRect().top - document.querySelector('h3').getBoundingClientRect().top,
      );
    const before = await top();
    await page.fill('#field-org_name', '');
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-field=org_name] .finding');
    assert.ok(Math.abs((await top()) - before) <= 4, `${before} ${await top()}`);
  });

  /** One of each kind of control, with what says that the press has landed. */
  const KINDS = {
    'an option': ['[id="field-category-education"]', (one) => one.isChecked()],
    'a line of text': ['#field-address', focusIs('field-address')],
    'a part of a date': ['#field-start-1', focusIs('field-start-1')],
    'a long text': ['#field-overview', focusIs('field-overview')],
    'a number': ['#field-staff_total', focusIs('field-staff_total')],
    'a tick': ['[data-field^="answers/"] input >> nth=0', (one) => one.isChecked()],
    'a button': ['text=全部做到 >> nth=0', () => page.locator('.done:has-text("6/6")').isVisible()],
    'a part of the map': ['nav button.part >> nth=2', (one) => one.getAttribute('aria-current')],
    'what folds': [
      'summary:has-text("通知要点")',
      () => page.locator('details:has(> summary:has-text("通知要点"))').getAttribute('open').then((open) => open !== null),
    ],
  };
  function focusIs(id) {
    return async () => (await focused()) === id;
  }

  for (const [name, [selector, landed]] of Object.entries(KINDS)) {
    test(`${name} gets its press while the field that is left is found empty`, async () => {
      const one = page.locator(selector).first();
      await page.fill('#field-case_name', '一店带多户');
      await page.keyboard.press('Tab');
      await settled();
      await page.focus('#field-case_name');
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      await one.scrollIntoViewIfNeeded();
      const box = await one.boundingBox();
      await page.mouse.move(box.x + Math.min(box.width / 2, 30), box.y + Math.min(box.height / 2, 14));
      await page.mouse.down();
      await page.waitForTimeout(600);
      const during = await one.boundingBox();
      await page.mouse.up();
      await page.waitForTimeout(300);
      assert.ok(Math.abs(during.y - box.y) < 1, 'it stood still');
      assert.ok(await landed(one), 'it was pressed');
    });
  }
});

test('at 125 %, in half a window and at 320 px nothing is wider than the window', async () => {
  for (const [width, height] of [
    [1093, 614],
    [900, 700],
    [320, 600],
  ]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(300);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
  }
  for (const [pane, seen] of [
    ['问题', 'nav .head'],
    ['纸样', 'aside figure'],
    ['填写', '#field-case_name'],
  ]) {
    await page.click(`.panes >> text=${pane}`);
    await page.waitForSelector(seen);
  }
  await page.setViewportSize(SCREENS[0]);
});
