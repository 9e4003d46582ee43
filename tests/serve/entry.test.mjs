// What a clerk enters, on the real server: regions, lists, links, checklists, suggestions, guidance, routes,
// and a double. The pictures in target/serve are for people to look at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { compose, enter, fit, launch, serve, tabTo } from './running.mjs';

// Days on which the calls are open.
const AH = '2024-02-01';
const JS = '2020-06-20';
const SHUANGBAI = '2016-09-20';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A server and a page of its own; told what to do with them. */
function on(day, tell) {
  const at = { server: undefined, page: undefined };
  const faults = [];
  before(async () => {
    at.server = await serve(day);
    at.page = await enter(browser, at.server.address, faults);
    at.page.setDefaultTimeout(10_000);
  });
  afterEach(() => assert.deepEqual(faults, []));
  after(async () => {
    await at.page?.close();
    await at.server?.close();
  });
  tell(at);
}

/** Makes a case from the list of drafts; of the call that is open, unless it is named. */
async function begin(page, { call, route, sample = false } = {}) {
  await page.click('text=新建案例');
  await page.waitForSelector('article');
  if (call) await page.click(`nav button:has-text("${call}")`);
  if (route) await page.check(`label:has-text("${route}") input`);
  if (sample) await page.check('text=先填好一份示例');
  await page.click('text=开始填写');
  await page.waitForSelector('[data-field=route]');
}

async function back(page) {
  await page.waitForSelector('text=已保存');
  await page.click('text=← 全部草稿');
  await page.waitForSelector('tbody');
}

const place = (page, field) => page.locator(`[data-field="${field}"]`);
const valuesIn = (page, field) =>
  place(page, field)
    .locator('li input')
    .evaluateAll((lines) => lines.map((line) => line.value));
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** Types the name of a region and takes the first of the list. */
async function choose(page, name, type = () => page.keyboard.type(name)) {
  await type();
  const first = page.locator('[role=option]').first();
  await first.waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await first.getAttribute('aria-selected'), 'true');
  const shown = await first.innerText();
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=listbox]', { state: 'detached' });
  return shown;
}

/** Puts text on the clipboard of the page and pastes it where the focus is. */
const paste = (page, text) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, text);

/** Exports the final copy beside the home of the program. */
async function send(page) {
  await page.click('header >> text=导出…');
  await page.click('dialog >> text=导出正式稿');
  await page.click('text=选择这个文件夹');
  await page.waitForSelector('text=已导出到');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
}

/** The case as it is saved for a colleague. */
async function savedAs({ page, server }, name) {
  await page.click('text=另存为案例文件');
  await page.fill('dialog input[type=text]', name);
  await page.click('dialog >> text=保存');
  await page.waitForSelector(`[role=status]:has-text("${name}.json")`);
  return JSON.parse(readFileSync(join(server.home, `${name}.json`), 'utf8'));
}

describe('ah-2024', { timeout: 60_000 }, () => {
  on(AH, (at) => {
    test('regions by keyboard, by initials, by an old name, by an input method', async () => {
      const { page } = at;
      await begin(page);
      await tabTo(page, 'field-beneficiaries-list');
      await choose(page, '舒城');
      // The number gives way to the list, and the next place can be typed at once.
      assert.equal(await focused(page), 'field-beneficiaries');
      const listed = await choose(page, '宣化县');
      assert.match(listed, /宣化区[^]*原名 宣化县[^]*国家级贫困县/);

      await compose(page, ['z', 'zh', 'zhen an'], '镇安');
      assert.equal(await page.inputValue('#field-beneficiaries'), '镇安');
      await choose(page, '镇安', async () => {});

      await page.keyboard.type('scx');
      await page.waitForSelector('[role=option]:has-text("安徽省六安市舒城县")');
      await fit(page, 'entry-places');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      const chosen = ['安徽省六安市舒城县', '河北省张家口市宣化区', '陕西省商洛市镇安县'];
      assert.deepEqual(await valuesIn(page, 'beneficiaries'), chosen);

      const { values } = await savedAs(at, '三个县');
      assert.deepEqual(values.beneficiaries, [
        { code: '341523', text: chosen[0] },
        { code: '130705', text: chosen[1] },
        { code: '611025', text: chosen[2] },
      ]);
    });

    test('a pasted list is taken apart, and each county is told as what it is', async () => {
      const { page } = at;
      await page.focus('#field-beneficiaries');
      await paste(page, '岳西县、昆山市');
      await place(page, 'beneficiaries/5').waitFor();
      const values = await valuesIn(page, 'beneficiaries');
      assert.deepEqual(values.slice(3), ['岳西县', '昆山市']);
      const tag = (at) =>
        place(page, `beneficiaries/${at}`).locator('.tag:text("国家级贫困县"):visible').count();
      await place(page, 'beneficiaries/4').locator('.tag:visible').waitFor();
      assert.equal(await tag(1), 1);
      assert.equal(await tag(5), 0);
      await place(page, 'beneficiaries').locator('[aria-label="去掉昆山市"]').click();
      await place(page, 'beneficiaries/5').waitFor({ state: 'detached' });
      assert.equal(await focused(page), 'field-beneficiaries');
    });

    test('a long text is counted in sight, and nothing untouched is red', async () => {
      const { page } = at;
      assert.equal(await page.locator('[data-field^="answers/"] .finding').count(), 0);
      await tabTo(page, 'field-summary');
      await page.keyboard.insertText('项目帮助某县12个产茶村的农户。'.repeat(150));
      const count = page.locator('[id="field-summary-zi"]');
      await page.waitForFunction(
        () => /^2250 字，.*多 250/.test(document.getElementById('field-summary-zi').innerText),
      );
      const { y, height } = await count.boundingBox();
      assert.ok(y + height <= page.viewportSize().height, `stands at ${y}`);
      assert.equal(await page.locator('nav >> text=要求不超过 2000 字').count(), 0);
      await page.keyboard.press('Tab');
      await page.waitForSelector('nav >> text=要求不超过 2000 字');
    });

    test('links: one a line, each asked for its screenshot', async () => {
      const { page } = at;
      await tabTo(page, 'field-media_links/1');
      await page.keyboard.insertText('https://www.example.com/1');
      await page.keyboard.press('Enter');
      await paste(page, 'https://www.example.com/2\nhttps://www.example.com/3');
      await page.keyboard.press('Tab');
      await place(page, 'media_links/3').locator('text=没有截图').waitFor();
      await page.click('nav >> text=第 2 个网址没有截图');
      assert.equal(await focused(page), 'field-media_links/2');
      await fit(page, 'entry-links');
    });

    test('checklist answers are stored, and are there after a reload', async () => {
      const { page } = at;
      const list = page.locator('fieldset:has(legend:has-text("推荐标准"))');
      await tabTo(page, 'field-answers/standard_compliance');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await list.locator('legend:has-text("2/6 已对照")').waitFor();
      await fit(page, 'entry-checklist');
      await page.fill('#field-project_name', '对照过的');
      await page.waitForSelector('h1:has-text("对照过的")');
      await page.waitForSelector('text=已保存');
      await page.reload();
      await page.click('tbody button:text("对照过的")');
      await list.locator('legend:has-text("2/6 已对照")').waitFor();
      assert.ok(await page.isChecked('[id="field-answers/standard_platform"]'));
      assert.ok(!(await page.isChecked('[id="field-answers/standard_results"]')));
      await back(page);
    });

    test('what was sent counts: its copy is a double, and a website has three', async () => {
      const { page } = at;
      await begin(page, { route: '网站推荐', sample: true });
      await page.fill('#field-project_name', '第 1 个项目');
      for (const next of [2, 3, 4]) {
        await send(page);
        await back(page);
        await page.click(`[aria-label="复制第 ${next - 1} 个项目"]`);
        await page.waitForSelector('text=已复制');
        await page.click('tbody button.open >> nth=0');
        await page.click('nav >> text=是同一个项目');
        assert.equal(await focused(page), 'field-project_name');
        if (next === 2) await fit(page, 'entry-double');
        await page.fill('#field-project_name', `第 ${next} 个项目`);
        await page.keyboard.press('Tab');
        await page.waitForSelector('nav >> text=是同一个项目', { state: 'detached' });
        const over = page.locator('nav >> text=同一个网站推荐的');
        if (next === 4) await over.waitFor();
        else assert.equal(await over.count(), 0);
      }
      await page.click('nav >> text=同一个网站推荐的');
      assert.equal(await focused(page), 'field-recommender');
      await fit(page, 'entry-quota');
    });
  });
});

describe('js-2020', { timeout: 60_000 }, () => {
  on(JS, (at) => {
    test('a suggestion masks a phone number, and undo brings it back', async () => {
      const { page } = at;
      await begin(page, { route: '组织推荐', sample: true });
      const told = '2018年起，联系人手机13912345678，带动98%农户增收。';
      await page.fill('#field-overview', told);
      await page.keyboard.press('Tab');
      // Longer than a breath: what follows at once would be one step with the typing.
      await page.waitForTimeout(1300);
      await page.click('[data-field=overview] >> text=隐去中间数字');
      const text = (part) =>
        page.waitForFunction(
          (wanted) => document.querySelector('#field-overview').value.includes(wanted),
          part,
        );
      await text('139****5678');
      assert.equal(await focused(page), 'field-overview');
      await page.keyboard.press('Control+Z');
      await text('13912345678');
      assert.equal(await page.inputValue('#field-overview'), told);
    });

    test('a suggestion adds the national poverty county that is missing', async () => {
      const { page } = at;
      await page.focus('#field-national_counties');
      await page.keyboard.insertText('舒城县');
      await page.keyboard.press('Enter');
      await page.focus('#field-overview');
      await page.click('[data-field=national_counties] >> text=补上');
      await place(page, 'national_counties/2').waitFor();
      const counties = await valuesIn(page, 'national_counties');
      assert.deepEqual(counties, ['舒城县', '镇安县']);
    });

    test('guidance follows the project, and its search finds 98%', async () => {
      const { page } = at;
      await page.click('[data-field=overview] >> text=参考');
      await page.waitForSelector('aside >> text=与本案例的“农村电商工程”有关');
      await fit(page, 'entry-guidance');
      await page.check('[data-field=category] label:has-text("网络扶智") input');
      await page.waitForSelector('aside >> text=与本案例的“网络扶智工程”有关');
      await page.focus('#guidance-search');
      await page.keyboard.insertText('98%');
      await page.waitForSelector('aside article:has-text("行政村通宽带比例") >> text=98%以上');
      assert.equal(await page.locator('aside article').count(), 1);
      await page.keyboard.press('Escape');
      await page.waitForSelector('aside >> text=纸样');
    });

    test('rows of an optional form: Enter makes the next, and a slip is told in its cell', async () => {
      const { page } = at;
      await page.click('summary:has-text("联络员回执")');
      await page.fill('#field-liaison_org', '江苏某某农业科技有限公司');
      await page.focus('#field-liaisons');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.id === 'field-liaisons/1/unit');
      for (const cell of ['信息中心', '王强', '主任', '1391234']) {
        await page.keyboard.insertText(cell);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.id === 'field-liaisons/2/unit');
      await place(page, 'liaisons/1').locator('text=不像手机号').waitFor();
      await fit(page, 'entry-rows');
      await page.click('nav >> text=不像手机号');
      assert.equal(await focused(page), 'field-liaisons/1/mobile');
      const { values } = await savedAs(at, '回执');
      assert.equal(values.liaisons[0].name, '王强');
    });
  });
});

describe('figures', { timeout: 60_000 }, () => {
  on(JS, (at) => {
    test('two cells or lines that are pasted over a figure stay two, and are told', async () => {
      const { page } = at;
      await begin(page, { sample: true });
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      for (const [field, pasted, shown, state] of [
        ['staff_total', '64\t38', '64\t38', 'visible'],
        ['staff_total', '64\r\n38', '64\t38', 'visible'],
        ['invested_total', '328\t146', '328\t146', 'visible'],
        ['invested_total', '328\r\n146', '328\t146', 'visible'],
        ['staff_total', '1,932人\r\n', '1932', 'hidden'],
      ]) {
        await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
        await page.focus(`#field-${field}`);
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Control+V');
        assert.equal(await page.inputValue(`#field-${field}`), shown);
        await page.keyboard.press('Tab');
        const told = place(page, field).locator('text=/写的是“.*”/');
        await told.waitFor({ state });
      }
    });
  });
});

describe('shuangbai-2016', { timeout: 60_000 }, () => {
  on(SHUANGBAI, (at) => {
    test('another route has its own forms and keeps what was typed', async () => {
      const { page } = at;
      await begin(page);
      await tabTo(page, 'field-province');
      await page.keyboard.type('ah');
      await page.waitForSelector('[role=option]');
      // A list of provinces holds nothing below them.
      assert.equal(await page.locator('[role=option]').count(), 1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.equal(await page.inputValue('#field-province'), '安徽省');
      await page.check('[data-field=enterprise_kind] label:has-text("电商企业") input');
      await page.fill('#field-unit_leader', '韩建华');
      await fit(page, 'entry-roundup');

      const route = (name) => page.check(`[data-field=route] label:has-text("${name}") input`);
      const papers = () => page.locator('aside select option').allInnerTexts();
      assert.match((await papers()).join(), /汇总/);
      await route('直接向国家网信办');
      await page.waitForSelector('#roundup', { state: 'detached' });
      await page.click('nav >> text=检查');
      await page.waitForSelector('nav >> text=“直接向国家网信办申报的依据”没有填写');
      assert.deepEqual(await papers(), []);
      assert.equal(await page.inputValue('#field-province'), '安徽省');
      await fit(page, 'entry-route');
      await route('向本省');
      await page.waitForSelector('#roundup');
      assert.equal(await page.inputValue('#field-unit_leader'), '韩建华');
      const { values, route: kept } = await savedAs(at, '双百');
      assert.equal(kept, 'province');
      assert.deepEqual(values.province, { code: '340000', text: '安徽省' });
      assert.deepEqual(values.enterprise_kind, ['e_commerce']);
    });
  });
});

describe('a new case takes over what another one says', () => {
  on(AH, (at) => {
    test('by the same form everything, which is shown before', async () => {
      const { page } = at;
      await begin(page, { call: '安徽', sample: true });
      const name = await place(page, 'project_name').locator('textarea, input').first().inputValue();
      await back(page);
      await page.click('text=新建案例');
      await page.click('nav button:has-text("中央网信办")');
      await page.selectOption('#carry-from', { index: 1 });
      await page.waitForSelector('text=/21 栏中带入 1[0-9] 栏|带入 \\d+ 栏/');
      await page.click('text=看看带入哪些');
      await fit(page, 'carry-over');
      await page.click('text=开始填写');
      await page.waitForSelector('[data-field=route]');
      const taken = await place(page, 'project_name').locator('textarea, input').first().inputValue();
      assert.equal(taken, name);
    });

    test('from blank, who was filled in before is offered with all that is known of them', async () => {
      const { page } = at;
      // Whom the sample made up is offered to nobody: only who was written over it.
      await page.fill('#field-applicant_name', '舒城县乡村公益促进会');
      await place(page, 'contact').locator('input').first().fill('王芳');
      await page.waitForSelector('text=已保存');
      await back(page);
      await page.click('text=新建案例');
      await page.click('nav button:has-text("中央网信办")');
      await page.click('text=开始填写');
      await page.waitForSelector('text=填入 舒城县乡村公益促进会');
      assert.equal(await page.locator('text=填入 某某县').count(), 0);
      await page.click('text=填入 舒城县乡村公益促进会');
      assert.equal(await focused(page), 'field-applicant_name');
      assert.equal(await page.inputValue('#field-applicant_name'), '舒城县乡村公益促进会');
      await fit(page, 'cards');
      const contact = place(page, 'contact');
      await contact.locator('text=填入 王芳').click();
      await contact.locator('text=填入 王芳').waitFor({ state: 'detached' });
      const values = await contact.locator('input').evaluateAll((all) => all.map((one) => one.value));
      assert.deepEqual(values, ['王芳', '0564-62345678']);
      // What undo takes back is offered again.
      await page.keyboard.press('Control+Z');
      await contact.locator('text=填入 王芳').waitFor();
    });

    test('who is kept can be put right, and is offered as it was put right', async () => {
      const { page } = at;
      await page.click('text=常用单位和联系人…');
      await page.click('dialog >> text=留作常用');
      await page.waitForSelector('dialog [role=status]:has-text("留下了“舒城县乡村公益促进会”")');
      const name = page.locator('dialog input').first();
      await name.fill('霍山县乡村公益促进会');
      await name.press('Tab');
      await page.waitForSelector('dialog h3:has-text("霍山县乡村公益促进会")');
      await fit(page, 'cards-kept');
      await page.emulateMedia({ colorScheme: 'dark' });
      await fit(page, 'cards-kept-dark');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.click('dialog >> text=关闭');
      await back(page);
      await page.click('text=新建案例');
      await page.click('nav button:has-text("安徽")');
      await page.click('text=开始填写');
      await page.waitForSelector('p:has-text("留作常用") >> text=填入 霍山县乡村公益促进会');
      await page.click('text=填入 霍山县乡村公益促进会');
      assert.equal(await page.inputValue('#field-applicant_name'), '霍山县乡村公益促进会');
    });
  });
});
