// Sizes, numbers of requests and layout shift against budgets.toml. Each test prints what it measured.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { budgets, publicPaths } from "../support/budgets.ts";
import { ROOT } from "../support/server.ts";
import { DEMO, expect, signIn, test } from "../support/test.ts";
import { Traffic, kb } from "../support/traffic.ts";

function report(what: string, measured: string, limit: string): void {
  console.log(`    ${what}: ${measured} (at most ${limit})`);
}

/** Keeps the browser from ever being idle, so that only what a reader waits for is fetched. */
async function neverIdle(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
}

/** Sums up the shifts of the layout from the first moment of the page on. */
async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const all = window as unknown as { shifts: number };
    all.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) all.shifts += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number }).shifts);

for (const path of publicPaths()) {
  test(`${path} is light before the browser is idle`, async ({ page }) => {
    await neverIdle(page);
    const traffic = await Traffic.of(page);
    await page.goto(path, { waitUntil: "networkidle" });

    const total = traffic.bytes("page", "code", "style", "picture", "other");
    report(`${path} in all, without fonts`, kb(total), `${budgets.public_pages.total_kb} KB`);
    report(`${path} style`, kb(traffic.bytes("style")), `${budgets.style.css_kb} KB`);
    report(`${path} fonts`, kb(traffic.bytes("font")), `${budgets.style.fonts_per_script_kb} KB`);
    expect.soft(total, traffic.toString()).toBeLessThanOrEqual(budgets.public_pages.total_kb * 1000);
    expect.soft(traffic.bytes("style"), traffic.toString()).toBeLessThanOrEqual(budgets.style.css_kb * 1000);
    expect.soft(traffic.bytes("font"), traffic.toString()).toBeLessThanOrEqual(budgets.style.fonts_per_script_kb * 1000);
  });

  test(`${path} does not jump while it loads on a slow phone`, async ({ page }) => {
    await countShifts(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: (1_600 * 1000) / 8,
      uploadThroughput: (750 * 1000) / 8,
    });
    await page.goto(path, { waitUntil: "networkidle" });
    const shift = await shiftsOf(page);
    report(`${path} layout shift`, shift.toFixed(4), `${budgets.layout.shift}`);
    expect(shift).toBeLessThanOrEqual(budgets.layout.shift);
  });
}

test("the first signed-in page brings little code, and a repeat visit none", async ({ page, server, browser }) => {
  // Signed in elsewhere, so that the measured browser has nothing in its cache.
  await signIn(server, page, DEMO.mentee);
  const home = page.url();
  const cold = await browser.newContext({ storageState: await page.context().storageState(), baseURL: server.url });
  const fresh = await cold.newPage();
  // What is fetched ahead is not waited for.
  await neverIdle(fresh);
  const traffic = await Traffic.of(fresh);

  await fresh.goto(home);
  await settled(fresh, traffic);
  const code = traffic.bytes("code");
  report("code of the first signed-in page", `${kb(code)} in ${traffic.of("code").length} requests`, `${budgets.code.first_signed_in_page_kb} KB`);
  expect.soft(code, traffic.toString()).toBeGreaterThan(0);
  expect.soft(code, traffic.toString()).toBeLessThanOrEqual(budgets.code.first_signed_in_page_kb * 1000);
  const { painted, asked } = await fresh.evaluate(() => ({
    painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    asked: performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).map(({ startTime }) => startTime),
  }));
  expect.soft(Math.min(...asked), "the program is fetched once the page was seen").toBeGreaterThanOrEqual(painted);

  traffic.reset();
  await fresh.goto(home);
  await settled(fresh, traffic);
  report("code of a repeat visit", `${traffic.bytes("code")} bytes`, `${budgets.code.repeat_visit_bytes}`);
  expect(traffic.bytes("code"), traffic.toString()).toBeLessThanOrEqual(budgets.code.repeat_visit_bytes);
  await cold.close();
});

test("a page of the office brings no program", async ({ page, server, browser }) => {
  await signIn(server, page, DEMO.coordinator);
  const cold = await browser.newContext({ storageState: await page.context().storageState(), baseURL: server.url });
  const fresh = await cold.newPage();
  const traffic = await Traffic.of(fresh);
  await fresh.goto("/fr/coordinator/people", { waitUntil: "load" });
  const code = traffic.bytes("code");
  report("code of a page of the office", kb(code), `${budgets.code.staff_page_kb} KB`);
  expect(code, traffic.toString()).toBeLessThanOrEqual(budgets.code.staff_page_kb * 1000);
  expect(traffic.of("code").some(({ url }) => url.endsWith(".wasm")), traffic.toString()).toBe(false);
  await cold.close();
});

test("the whole app is small", () => {
  const folder = join(ROOT, "target/site/pkg");
  const sizes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|wasm)\.br$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)).length }));
  const total = sizes.reduce((sum, file) => sum + file.bytes, 0);
  report("code of the whole app", `${kb(total)} in ${sizes.length} files`, `${budgets.code.whole_app_kb} KB`);
  const list = sizes.toSorted((a, b) => b.bytes - a.bytes).map((file) => `${kb(file.bytes)} ${file.name}`);
  expect(total, list.join("\n")).toBeGreaterThan(0);
  expect(total, list.join("\n")).toBeLessThanOrEqual(budgets.code.whole_app_kb * 1000);
});

test("each section is light and comes in few requests", () => {
  const folder = join(ROOT, "target/site/pkg");
  const manifest = readdirSync(folder).find((name) => /^__wasm_split_manifest\..*\.json$/.test(name)) ?? "";
  const sections = JSON.parse(readFileSync(join(folder, manifest), "utf8")) as Record<string, string[]>;
  expect(Object.keys(sections).length).toBeGreaterThan(0);
  for (const [section, files] of Object.entries(sections)) {
    // What is entered first brings the files it shares with others too.
    const bytes = files.reduce((sum, file) => sum + readFileSync(join(folder, `${file}.wasm.br`)).length, 0);
    const { section_kb, section_requests } = budgets.code;
    report(`section ${section.replace(/_\d+$/, "")}`, `${kb(bytes)} in ${files.length} requests`, `${section_kb} KB in ${section_requests}`);
    expect.soft(bytes, section).toBeLessThanOrEqual(section_kb * 1000);
    expect.soft(files.length, section).toBeLessThanOrEqual(section_requests);
  }
});

/** Waits until code has come and nothing more is on its way. (A signed-in page keeps a live stream open,
 * so the network never falls silent.) */
async function settled(page: Page, traffic: Traffic): Promise<void> {
  let before = -1;
  await expect
    .poll(
      () => {
        const now = traffic.of("code").length;
        const quiet = now === before && now > 0;
        before = now;
        return quiet;
      },
      { intervals: [500], timeout: 30_000 },
    )
    .toBe(true);
  await page.waitForLoadState("load");
}
