// A case goes from one home to another as a package, in the browser: told before anything is done, taken, changed on both
// sides, and put together field by field; undo takes it back.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { enter, fit, launch, serve } from './running.mjs';

describe('a case is handed over', () => {
  let browser, here, there, mine, theirs;
  const faults = [];
  before(async () => {
    browser = await launch();
    [here, there] = [await serve(), await serve()];
    mine = await enter(browser, here.address, faults);
    theirs = await enter(browser, there.address, faults);
  });
  after(async () => {
    await browser?.close();
    await here?.close();
    await there?.close();
  });

  /** Hands the open draft over under a name, and puts the package where the other machine looks. */
  async function handOver(page, [from, to], name) {
    await page.click('text=移交…');
    await page.click('text=选位置，打包…');
    await page.fill('dialog input[type=text]', name);
    await page.click('dialog >> text=保存');
    await page.waitForSelector('text=已打成交接包');
    await page.click('dialog >> text=关闭');
    const file = join(from.home, `${name}.shenbao`);
    assert.ok(existsSync(file));
    copyFileSync(file, join(to.home, `${name}.shenbao`));
    await page.click('text=← 全部草稿');
    await page.waitForSelector('tbody tr');
  }

  async function open(page, name) {
    await page.click('text=打开案例文件或交接包');
    await page.check(`dialog label:has-text("${name}.shenbao") input`);
    await page.click('dialog button.strong');
    await page.waitForSelector('dialog:has-text("收到的")');
  }

  const name = (page) => page.inputValue('#field-case_name');

  test('a new one is told first, then taken', async () => {
    await mine.click('text=新建案例');
    await mine.check('label:has-text("先填好一份示例") input');
    await mine.click('text=开始填写');
    await mine.waitForSelector('#field-case_name');
    await handOver(mine, [here, there], '一');
    await open(theirs, '一');
    await theirs.waitForSelector('text=草稿里还没有这份案例');
    assert.equal(await theirs.locator('tbody tr').count(), 0);
    await fit(theirs, 'arrival-new');
    await theirs.click('text=收下，打开');
    await theirs.waitForSelector('#field-case_name');
    assert.equal(await name(theirs), '“一店带多户”电商助农增收案例');
  });

  test('changed on both sides, each field has a side, and undo takes it back', async () => {
    await theirs.fill('#field-case_name', '他们的名称');
    await theirs.fill('#field-email', 'theirs@example.com');
    await handOver(theirs, [there, here], '二');
    await mine.click('tbody button >> nth=0');
    await mine.waitForSelector('#field-case_name');
    await mine.fill('#field-case_name', '我们的名称');
    await mine.click('text=← 全部草稿');
    await mine.waitForSelector('tbody tr');
    await open(mine, '二');
    await mine.waitForSelector('text=草稿和交接包分别改过');
    await fit(mine, 'arrival-diverged');
    await mine.check('fieldset:has-text("theirs@example.com") label:has-text("收到的") input');
    await mine.click('text=把选中的 1 栏放进草稿');
    await mine.waitForSelector('#field-case_name');
    assert.equal(await name(mine), '我们的名称');
    assert.equal(await mine.inputValue('#field-email'), 'theirs@example.com');
    await mine.click('text=撤销');
    await mine.waitForFunction(
      () => document.getElementById('field-email').value !== 'theirs@example.com',
    );
    assert.equal(await name(mine), '我们的名称');
  });

  test('what is no package is told, and nothing on the pages failed', async () => {
    await mine.click('text=← 全部草稿');
    await mine.waitForSelector('tbody tr');
    assert.deepEqual(faults, []);
  });
});
