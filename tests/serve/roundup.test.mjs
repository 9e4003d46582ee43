// The recommending office in the browser, by keys: what came is collected, a double is decided on, the list is put in order,
// and what goes on is collected again by the next office and the one above it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BINARY, enter, fit, launch, serve } from "./running.mjs";

/** The same characters in another order: texts that share no more than two strangers do. */
function shuffled(text, seed) {
  const all = [...text].filter((one) => !/[\s\d!-~]/.test(one));
  let state = seed * 7919 + 1;
  for (let at = all.length - 1; at > 0; at -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (at + 1);
    [all[at], all[other]] = [all[other], all[at]];
  }
  return `带动 300 户，人均增收 2600 元。${all.join("")}`;
}

describe("an office collects and sends on", () => {
  let browser, page, office;
  const faults = [];
  before(async () => {
    browser = await launch();
    office = await serve();
    page = await enter(browser, office.address, faults);
    const { env, home } = office;
    // Files are made by a program with a home of its own, for the drafts are in use.
    const own = { ...env, SHENBAO_HOME: join(home, "maker") };
    const shenbao = (...args) =>
      execFileSync(BINARY, args, { env: own, cwd: home });
    const route = ["js-2020", "--route", "recommended", "--sample"];
    const sample = JSON.parse(shenbao("new", ...route));
    mkdirSync(join(home, "收到"));
    for (const number of [1, 2, 3]) {
      const values = {
        ...sample.values,
        case_name: number === 3 ? "《第1号》案例" : `第${number}号案例`,
        org_name:
          number === 3
            ? "江苏第1号科技股份有限公司"
            : `江苏第${number}号科技有限公司`,
        overview: shuffled(sample.values.overview, number),
      };
      const made = { ...sample, id: `${number}`.padStart(32, "0"), values };
      writeFileSync(join(home, "case.json"), JSON.stringify(made));
      shenbao("pack", "case.json", "-o", join("收到", `${number}.shenbao`));
    }
    const good = readFileSync(join(home, "收到", "1.shenbao"));
    writeFileSync(
      join(home, "收到", "断.shenbao"),
      good.subarray(0, good.length / 2),
    );
  });
  after(async () => {
    await browser?.close();
    await office?.close();
  });

  const press = (name, where = page) =>
    where.getByRole("button", { name, exact: true }).press("Enter");

  async function begin(by, kind) {
    await page.getByLabel("推荐单位（全称）").fill(by);
    await page.getByLabel("推荐单位是").selectOption(kind);
    await page.getByLabel("推荐单位（全称）").press("Enter");
    await page.waitForSelector(`h1:has-text("${by}")`);
  }

  test("a folder is collected, and what is wrong with it is told", async () => {
    await press("汇总…");
    await fit(page, "roundups");
    await begin("高淳区委网信办", "cyberspace_office");
    await fit(page, "roundup-empty");
    await press("添加文件夹…");
    await page.click("dialog >> text=收到");
    await page.waitForSelector('dialog .where:has-text("收到")');
    await page.click("dialog button.strong");
    await page.waitForSelector("tbody tr");
    assert.equal(await page.locator("tbody tr").count(), 4);
    await page.waitForSelector('td:has-text("可能重复")');
    await page.waitForSelector('td:has-text("没有收下")');
    await fit(page, "roundup-collected");
  });

  test("a double is compared and decided on, and the list is put in order", async () => {
    await page.getByRole("button", { name: /^对照/ }).first().press("Enter");
    await page.waitForSelector(
      'dialog:has-text("可能是同一个项目") tbody tr >> nth=2',
    );
    await fit(page, "roundup-doubles");
    await press("是同一个，只报左边的");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.waitForSelector("tr.out");
    await page
      .getByRole("button", { name: "把第2号案例往前移" })
      .press("Enter");
    await page.waitForSelector("text=现在是第 1 个");
    await page.getByLabel("第2号案例的备注").fill("重点推荐");
    await page.getByLabel("第2号案例的备注").press("Tab");
    await page.getByRole("button", { name: /^从汇总里拿走/ }).press("Enter");
    await page.waitForFunction(
      () => document.querySelectorAll("tbody tr").length === 3,
    );
    await press("推荐单位的部分…");
    await page.getByLabel(/推荐单位意见/).fill("情况属实，同意推荐。");
    await fit(page, "roundup-office");
    await press("写到每个案例");
    await page.waitForSelector("dialog", { state: "detached" });
  });

  async function submit() {
    await press("生成报送…");
    await page.waitForSelector('dialog:has-text("汇总表")');
    await press("选择位置并生成…");
    await page.waitForSelector('dialog:has-text("选择文件夹")');
    await page
      .locator('dialog:has-text("选择文件夹") button.strong')
      .press("Enter");
    await page.waitForSelector("text=已生成：");
    const paths = await page.locator("dialog .path").allTextContents();
    await fit(page, "roundup-sent");
    await press("关闭");
    return paths;
  }

  test("three levels go on with each other", async () => {
    let [folder, file] = await submit();
    assert.ok(readdirSync(folder).includes("清单.txt"));
    const list = readFileSync(join(folder, "清单.txt"), "utf8");
    const contents = list.match(/申报单位的内容：SHA-256 [0-9a-f]{64}/g);
    assert.equal(contents.length, 2);
    for (const [by, kind] of [
      ["南京市委网信办", "cyberspace_office"],
      ["江苏省委网信办", "cyberspace_office"],
    ]) {
      mkdirSync(join(office.home, by));
      copyFileSync(file, join(office.home, by, "上报.shenbao"));
      await press("← 汇总");
      await begin(by, kind);
      await press("添加文件夹…");
      await page.click(`dialog li button:has-text("${by}")`);
      await page.waitForSelector(`dialog .where:has-text("${by}")`);
      await page.click("dialog button.strong");
      await page.waitForSelector('td:has-text("经高淳区委网信办")');
      [folder, file] = await submit();
      const list = readFileSync(join(folder, "清单.txt"), "utf8");
      assert.deepEqual(
        list.match(/申报单位的内容：SHA-256 [0-9a-f]{64}/g).sort(),
        contents.sort(),
      );
    }
    await page.waitForSelector(
      'td:has-text("经高淳区委网信办，经南京市委网信办")',
    );
    assert.deepEqual(faults, []);
  });
});
