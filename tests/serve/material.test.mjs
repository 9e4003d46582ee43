// The detailed material as a clerk writes it, on the real server: blocks, a table from a spreadsheet, a
// picture, undo, a reload, a PDF instead; and a long one, in which typing stays quick.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WIDER_THAN_THEIR_PLACE } from '../window/axe.mjs';
import { PICTURES, compose, enter, fit, launch, serve } from './running.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A photo as a camera would write it, but small. */
async function jpeg(page) {
  const text = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 });
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#7a9';
    brush.fillRect(0, 0, 1200, 900);
    brush.fillStyle = '#fff';
    brush.fillRect(300, 300, 600, 300);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  });
  return Buffer.from(text, 'base64');
}

const block = (number) => `[id="field-material/${number}"]`;
const focused = (page) => page.evaluate(() => document.activeElement.id);
const isFocused = (page, id) =>
  page.waitForFunction((wanted) => document.activeElement.id === wanted, id);
const saved = (page) => page.waitForSelector('text=已保存');

/** Puts text on the clipboard of the page and pastes it where the focus is. */
const paste = (page, text) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, text);

/** The material as it is saved for a colleague. */
async function savedAs({ page, server }, name) {
  await page.click('text=另存为案例文件');
  await page.fill('dialog input[type=text]', name);
  await page.click('dialog >> text=保存');
  await page.waitForSelector(`[role=status]:has-text("${name}.json")`);
  await page.click('text=知道了');
  return JSON.parse(readFileSync(join(server.home, `${name}.json`), 'utf8'));
}

/** Chooses files in the list of the browser. */
async function pick(page, ...files) {
  for (const file of files) await page.check(`dialog label:has-text("${file}") input`);
  await page.click('dialog button.strong');
  await page.waitForSelector('dialog', { state: 'detached' });
}

describe('the material', { timeout: 90_000 }, () => {
  const at = { server: undefined, page: undefined };
  const faults = [];
  before(async () => {
    at.server = await serve();
    at.page = await enter(browser, at.server.address, faults);
    at.page.setDefaultTimeout(10_000);
    const photo = await jpeg(at.page);
    writeFileSync(join(at.server.home, '店长培训.jpg'), photo);
    writeFileSync(join(at.server.home, '直播现场.jpg'), Buffer.concat([photo, Buffer.from([0])]));
    writeFileSync(join(at.server.home, '定稿.pdf'), '%PDF-1.4\n');
  });
  after(async () => {
    await at.page?.close();
    await at.server?.close();
  });

  test('a heading, a paragraph with an input method, and what is pasted from Word', async () => {
    const { page } = at;
    await page.click('text=新建案例');
    await page.waitForSelector('article');
    await page.check('text=先填好一份示例');
    await page.click('text=开始填写');
    await page.waitForSelector('#material');
    await page.locator('#material').scrollIntoViewIfNeeded();
    if (await page.locator('#material >> text=在这里写').count()) {
      await page.click('#material button:text-is("在这里写")');
    } else {
      // The sample has a material: it makes room, once the user has agreed.
      await page.click('#material >> text=不附');
      await page.click('dialog button.strong');
      await page.click('#material button:text-is("在这里写")');
    }
    await isFocused(page, 'field-material/1');
    await page.selectOption('[aria-label="第 1 段的种类"]', 'heading1');
    await page.focus(block(1));
    await compose(page, ['j', 'ji ben'], '基本情况');
    await page.keyboard.press('Enter');
    await isFocused(page, 'field-material/2');
    await page.keyboard.insertText('舒城县地处大别山腹地。\n（一）主要做法\n县里办起了电商服务站。');
    await page.click('text=按行分成段落');
    await page.waitForSelector('#material >> text=分成了 2 段、1 个标题');
    assert.equal(await page.inputValue(block(3)), '（一）主要做法');
    assert.equal(await page.inputValue('[aria-label="第 3 段的种类"]'), 'heading2');
    await fit(page, 'material-words');
  });

  test('undo puts the paragraph together again, and redo parts it', async () => {
    const { page } = at;
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(3), { state: 'detached' });
    const together = '舒城县地处大别山腹地。\n（一）主要做法\n县里办起了电商服务站。';
    assert.equal(await page.inputValue(block(2)), together);
    await page.keyboard.press('Control+Y');
    await page.waitForSelector(block(4));
  });

  test('a table out of a spreadsheet', async () => {
    const { page } = at;
    await page.click('#material-add >> text=表格');
    await isFocused(page, 'field-material/5');
    await paste(page, '年份\t服务站\t带动户数\r\n2018\t12\t320\r\n2019\t38\t1268\r\n');
    await page.waitForSelector('[id="field-material/5/3/3"]');
    await page.click('[aria-label="删去第 2 列"]');
    await page.fill('[id="field-material/5-caption"]', '两年的变化');
    await page.focus('[id="field-material/5/3/2"]');
    await page.keyboard.press('Enter');
    await isFocused(page, 'field-material/5/4/2');
    await page.keyboard.insertText('2020 年继续');
    await fit(page, 'material-table');
  });

  test('pictures: two files become two blocks, and captions are written', async () => {
    const { page } = at;
    await page.click('#material-add >> text=图片');
    await page.keyboard.press('Enter');
    await pick(page, '店长培训.jpg', '直播现场.jpg');
    await isFocused(page, 'field-material/6-caption');
    await page.keyboard.insertText('店长在镇上培训');
    assert.match(await page.innerText('[data-field="material/7"]'), /直播现场\.jpg/);
    await page.focus(block(7));
    await page.keyboard.press('Alt+ArrowUp');
    await page.waitForFunction(() =>
      document.querySelector('[data-field="material/6"]').innerText.includes('直播现场'),
    );
    assert.equal(await focused(page), 'field-material/6');
    await fit(page, 'material-pictures');
  });

  test('what is printed behind it', async () => {
    const { page } = at;
    await page.selectOption('#field-appendix', '2');
    await page.check('[data-field=appendix] input');
    await fit(page, 'material-appendix');
  });

  test('its paper stands beside it, and follows what is typed', async () => {
    const { page } = at;
    await page.click('#material >> text=看纸样');
    await page.waitForFunction(() => document.querySelector('aside select').value === 'material');
    const picture = () => page.getAttribute('aside figure img', 'src');
    await page.waitForFunction(() => document.querySelector('aside figure img')?.src);
    const before = await picture();
    await page.focus(block(2));
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('这里山多地少。');
    await page.waitForFunction(
      (old) => document.querySelector('aside figure img').src !== old,
      before,
    );
    await page.waitForTimeout(500);
    await fit(page, 'material-paper');
    // What has the focus is brought into sight on the paper, and from there nothing moves it.
    const scrolled = () => page.evaluate(() => document.querySelector('aside .pages').scrollTop);
    assert.equal(await scrolled(), 0);
    await page.focus('[id="field-material/7-caption"]');
    await page.waitForFunction(() => document.querySelector('aside .pages').scrollTop > 100);
    await fit(page, 'material-followed');
    await page.focus(block(1));
    await page.waitForFunction(() => document.querySelector('aside .pages').scrollTop < 100);
  });

  test('at 200 % on 1366×768 nothing is cut off', async () => {
    const { page } = at;
    await page.setViewportSize({ width: 683, height: 384 });
    for (const number of [1, 5, 7]) {
      await page.locator(`[data-field="material/${number}"]`).scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${PICTURES}/material-200-${number}.png` });
    }
    assert.deepEqual(await page.evaluate(`(() => { ${WIDER_THAN_THEIR_PLACE} })()`), []);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  const WRITTEN = [
    { kind: 'heading', level: 1, text: '基本情况' },
    { kind: 'paragraph', text: '舒城县地处大别山腹地。这里山多地少。' },
    { kind: 'heading', level: 2, text: '（一）主要做法' },
    { kind: 'paragraph', text: '县里办起了电商服务站。' },
    {
      kind: 'table',
      caption: '两年的变化',
      header: true,
      rows: [
        ['年份', '带动户数'],
        ['2018', '320'],
        ['2019', '1268'],
        ['', '2020 年继续'],
      ],
    },
    { kind: 'picture', path: '直播现场.jpg' },
    { kind: 'picture', path: '店长培训.jpg', caption: '店长在镇上培训' },
  ];

  test('after a reload everything is there', async () => {
    const { page } = at;
    await saved(page);
    await page.reload();
    await page.click('tbody button >> nth=0');
    await page.waitForSelector(block(7));
    assert.equal(await page.inputValue(block(1)), '基本情况');
    assert.equal(await page.inputValue('[id="field-material/5/4/2"]'), '2020 年继续');
    assert.equal(await page.inputValue('[id="field-material/7-caption"]'), '店长在镇上培训');
    assert.ok(await page.isChecked('[data-field=appendix] input'));
    const { material, appendix } = await savedAs(at, '写好的');
    // Beside the case file the pictures lie in a folder of their own.
    for (const one of material.blocks) if (one.path) one.path = one.path.replace(/^.*\//, '');
    assert.deepEqual(material.blocks, WRITTEN);
    assert.deepEqual(appendix, { photos_per_page: 2, reports: true });
  });

  test('a PDF instead, and undo brings back what was written', async () => {
    const { page } = at;
    await page.click('#material >> text=改用做好的 PDF');
    await page.waitForSelector('dialog:has-text("在这里写的 7 段会去掉")');
    await fit(page, 'material-dialog');
    await page.click('dialog >> text=选择 PDF');
    await pick(page, '定稿.pdf');
    await page.waitForSelector('#material strong:has-text("定稿.pdf")');
    assert.equal(await page.locator('#material ol').count(), 0);
    await fit(page, 'material-pdf');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(7));
    assert.equal(await page.inputValue(block(4)), '县里办起了电商服务站。');
  });

  test('in 300 blocks typing draws its own block only', async () => {
    const { page } = at;
    const lines = Array.from({ length: 300 }, (_, at) => `第${at + 1}段。`.padEnd(120, '电商助农增收'));
    await page.click('#material-add >> text=段落');
    await isFocused(page, 'field-material/8');
    await page.keyboard.insertText(lines.join('\n'));
    await page.click('text=按行分成段落');
    await page.waitForSelector(block(307));
    await saved(page);
    await page.focus(block(150));
    const changes = await page.evaluate(() => {
      window.changed = new Set();
      const watch = new MutationObserver((all) =>
        all.forEach(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          const place = element?.closest('li[data-field]');
          if (place) window.changed.add(place.dataset.field);
        }),
      );
      const parts = { subtree: true, childList: true, attributes: true, characterData: true };
      watch.observe(document.querySelector('#material ol'), parts);
      return watch !== undefined;
    });
    assert.ok(changes);
    for (const key of '2020zheng xian mao') await page.keyboard.press(key === ' ' ? 'Space' : key);
    await saved(page);
    await page.waitForTimeout(1000);
    assert.deepEqual(await page.evaluate(() => [...window.changed]), ['material/150']);
    await page.screenshot({ path: `${PICTURES}/material-long.png` });
  });

  test('in 300 blocks adding, moving and undoing lead to their blocks', async () => {
    const { page } = at;
    await page.focus(block(150));
    for (const [key, id] of [
      ['Control+Enter', 'field-material/151'],
      ['Alt+ArrowUp', 'field-material/150'],
      ['Backspace', 'field-material/149'],
    ]) {
      await page.keyboard.press(key);
      await isFocused(page, id);
    }
    await page.keyboard.press('Alt+ArrowUp');
    await page.waitForSelector('#material [role=status]:has-text("移到了第 148 段")');
    await page.screenshot({ path: `${PICTURES}/material-said.png` });
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await page.waitForSelector(block(308));
  });

  test('no fault was reported by the page', () => {
    assert.deepEqual(faults, []);
  });
});
