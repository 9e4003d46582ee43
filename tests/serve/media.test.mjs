// Photos and videos as a clerk brings them, on the real server: chosen, dropped, looked at, moved, opened in the
// system's program, copied while typing goes on, and sent without what tells the place.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
} from 'node:fs';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PICTURES, enter, fit, fromRoot, launch, serve } from './running.mjs';

const golden = (name) => fromRoot(`tests/golden/${name}`);
/** More than is copied before somebody can press a button. */
const LONG = 6_000_000_000;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const tile = (page, name) => page.locator('#attachments li', { hasText: name });
const names = (page) => page.locator('#attachments li .name strong').allInnerTexts();
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** Chooses files in the list of the browser. */
async function choose(page, ...files) {
  await page.click('#field-attachments');
  for (const file of files) await page.check(`dialog label:has-text("${file}") input`);
  await page.click('dialog button.strong');
  await page.waitForSelector('dialog', { state: 'detached' });
}

/** Drops files with these contents where `selector` is. */
async function drop(page, selector, files) {
  const data = await page.evaluateHandle(
    (all) => {
      const transfer = new DataTransfer();
      for (const [name, text] of all) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    },
    files.map(([name, path]) => [name, readFileSync(path).toString('base64')]),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(selector, type, { dataTransfer: data });
  }
}

/** The width of the picture in a tile, once it is there. */
async function pictured(page, name) {
  const image = tile(page, name).locator('img');
  await tile(page, name).scrollIntoViewIfNeeded();
  await image.waitFor();
  return image.evaluate((img) => img.decode().then(() => [img.naturalWidth, img.naturalHeight]));
}

describe('photos and videos', { timeout: 120_000 }, () => {
  const at = { server: undefined, page: undefined };
  const faults = [];
  const tools = mkdtempSync(join(tmpdir(), 'shenbao-tools-'));
  const opened = join(tools, 'opened.txt');
  before(async () => {
    // What the system would open files with: it notes what it was given.
    writeFileSync(join(tools, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
    chmodSync(join(tools, 'xdg-open'), 0o755);
    at.server = await serve('2020-06-20', tools);
    const home = (name) => join(at.server.home, name);
    copyFileSync(golden('media_cleaned/a.jpg'), home('站.jpg'));
    copyFileSync(golden('media_too_small/d.mp4'), home('会议.mp4'));
    execFileSync('convert', ['-size', '2000x1200', 'gradient:red-blue', home('渐变.png')]);
    execFileSync('heif-enc', ['-q', '60', home('渐变.png'), '-o', home('手机.heic')]);
    writeFileSync(home('坏.jpg'), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]));
    writeFileSync(home('很长.mp4'), '');
    truncateSync(home('很长.mp4'), LONG);
    at.page = await enter(browser, at.server.address, faults);
    at.page.setDefaultTimeout(15_000);
    await at.page.click('text=新建案例');
    await at.page.waitForSelector('article');
    await at.page.check('text=先填好一份示例');
    await at.page.click('text=开始填写');
    await at.page.waitForSelector('[data-field=route]');
  });
  after(async () => {
    await at.page?.close();
    await at.server?.close();
    rmSync(tools, { recursive: true, force: true });
    assert.deepEqual(faults, []);
  });

  test('each is filed by its content, shown, and judged in words', async () => {
    const { page } = at;
    await choose(page, '站.jpg', '会议.mp4', '手机.heic', '坏.jpg');
    await page.waitForSelector('text=已添加 4 个文件。');
    const kinds = await page
      .locator('#attachments li select')
      .evaluateAll((all) => all.map((one) => one.value));
    const by = Object.fromEntries((await names(page)).map((name, index) => [name, kinds[index]]));
    assert.deepEqual(by, {
      '站.jpg': 'photo',
      '会议.mp4': 'video',
      '手机.heic': 'photo',
      '坏.jpg': 'document',
    });
    assert.match(await tile(page, '站.jpg').innerText(), /JPEG 照片，1080×1920，.*符合/s);
    const failing = await tile(page, '会议.mp4').innerText();
    assert.match(failing, /MP4 视频，\d+×\d+/);
    assert.match(failing, /像素，要求不少于 1[90][28]0 像素/);
    // Upright, as it is shown, and no larger than a tile needs.
    const [width, height] = await pictured(page, '站.jpg');
    assert.ok(width < height && height <= 512, `${width}×${height}`);
    const heic = await pictured(page, '手机.heic');
    assert.ok(heic[0] > heic[1] && heic[0] >= 100, String(heic));
    assert.equal(await tile(page, '会议.mp4').locator('img').count(), 0);
    await tile(page, '会议.mp4').locator('svg').first().waitFor();
    await page.locator('#attachments').scrollIntoViewIfNeeded();
    await fit(page, 'attachments');
  });

  test('a heavy photo is made lighter, and one step back is the photo itself', async () => {
    const { page, server } = at;
    const heavy = ['-size', '1200x900', '-seed', '7', 'plasma:fractal', '-resize', '400%'];
    execFileSync('convert', [...heavy, join(server.home, '全景.png')]);
    await choose(page, '全景.png');
    await tile(page, '全景.png').locator('text=缩小').click();
    const lighter = tile(page, '全景.jpg');
    await lighter.locator('text=3840×2880').waitFor();
    await lighter.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${PICTURES}/lighter.png` });
    await page.keyboard.press('Control+Z');
    await tile(page, '全景.png').locator('text=4800×3600').waitFor();
    await tile(page, '全景.png').locator('text=去掉').click();
  });

  test('a file that is dropped comes through the page, and one beside the place does not lead away', async () => {
    const { page, server } = at;
    await drop(page, '#attachments', [['拖来的.png', join(server.home, '渐变.png')]]);
    await page.waitForSelector('text=已添加 1 个文件。');
    assert.match(await tile(page, '拖来的.png').innerText(), /PNG 照片，2000×1200，.*符合/s);
    const address = page.url();
    await drop(page, 'header', [['别处.png', join(server.home, '渐变.png')]]);
    await page.waitForTimeout(300);
    assert.equal(page.url(), address);
    assert.ok(!(await names(page)).includes('别处.png'));
    await page.waitForSelector('text=松开鼠标的地方放不了文件');
    await page.click('text=知道了');
  });

  test('the order changes by buttons, and the focus stays with what is moved', async () => {
    const { page } = at;
    const before = await names(page);
    await page.click('[aria-label="把拖来的.png前移"]');
    const now = await names(page);
    assert.equal(now.indexOf('拖来的.png'), before.indexOf('拖来的.png') - 1);
    assert.equal(await focused(page), `attachment-${now.indexOf('拖来的.png') + 1}-up`);
  });

  test('the system opens it under its own name, and nothing that is a program', async () => {
    const { page } = at;
    await page.click('[aria-label="打开会议.mp4"]');
    await page.waitForTimeout(500);
    const [path] = readFileSync(opened, 'utf8').trim().split('\n').slice(-1);
    assert.ok(path.endsWith('/会议.mp4'), path);
    assert.deepEqual(readFileSync(path), readFileSync(golden('media_too_small/d.mp4')));
    // A program that calls itself a photo is no photo, video or document.
    await page.click('[aria-label="打开坏.jpg"]');
    await page.waitForSelector('text=不能从这里打开');
    assert.equal(readFileSync(opened, 'utf8').trim().split('\n').length, 1);
  });

  test('a film of six gigabytes is followed, typing goes on, and it can be stopped', async () => {
    const { page, server } = at;
    const count = (await names(page)).length;
    await choose(page, '很长.mp4');
    await page.waitForSelector('text=/正在复制，.* \\/ 6/');
    await page.fill('#attachment-1-caption', '复制的时候写的');
    await page.waitForSelector('text=已保存');
    await page.screenshot({ path: fromRoot('target/serve/copying.png') });
    await page.click('.copying >> text=停止');
    await page.waitForSelector('text=已停止，没有添加文件。');
    assert.equal((await names(page)).length, count);
    const files = join(server.home, 'home/files');
    const left = readdirSync(files).filter((name) => name.startsWith('unfinished'));
    assert.deepEqual(left, []);
    assert.equal(await page.inputValue('#attachment-1-caption'), '复制的时候写的');
  });

  test('what is sent tells no place, and the page says what went', async () => {
    const { page, server } = at;
    const target = join(server.home, '报送');
    mkdirSync(target);
    await page.click('header >> text=导出…');
    await page.click('dialog >> text=导出草稿…');
    await page.click('dialog >> text=▸ 报送');
    await page.click('text=选择这个文件夹');
    await page.waitForSelector('text=已导出到：');
    await page.waitForSelector('text=/的副本已去掉其中的拍摄地点.*原件不变/');
    await fit(page, 'exported');
    const [folder] = readdirSync(target);
    const photos = join(target, folder, '附件');
    const told = execFileSync('exiftool', ['-j', photos], { encoding: 'utf8' });
    assert.ok(!told.includes('GPS'), told);
    assert.ok(existsSync(photos));
  });
});
