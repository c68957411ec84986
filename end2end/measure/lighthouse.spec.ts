// Lighthouse, mobile preset, the median of three runs. What does not depend on this machine's speed is a
// gate; times and the performance score are printed and kept in target/lighthouse/.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import lighthouse, { type Result } from "lighthouse";
import { budgets, publicPaths } from "../support/budgets.ts";
import { launchOptions } from "../support/chromium.ts";
import { TARGET, type Server } from "../support/server.ts";
import { DEMO, expect, signIn, test } from "../support/test.ts";

const RUNS = 3;
const REPORTS = join(TARGET, "lighthouse");

interface Browser {
  port: number;
  /** Signs in and gives the address of the person's home. */
  signIn(email: string): Promise<string>;
  /** Forgets all but cookies, so that the next load is a first one. */
  forget(url: string): Promise<void>;
  close(): Promise<void>;
}

/** A Chromium that both Playwright (to sign in) and Lighthouse (to measure) drive. */
async function openBrowser(server: Server): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "mentoring-lighthouse-"));
  const context = await chromium.launchPersistentContext(folder, launchOptions(["--remote-debugging-port=0"]));
  const port = Number(readFileSync(join(folder, "DevToolsActivePort"), "utf8").split("\n")[0]);
  return {
    port,
    signIn: async (email) => {
      const page = await context.newPage();
      await signIn(server, page, email);
      const home = page.url();
      await page.close();
      return home;
    },
    forget: async (url) => {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send("Network.clearBrowserCache");
      await session.send("Storage.clearDataForOrigin", {
        origin: new URL(url).origin,
        storageTypes: "cache_storage,service_workers,local_storage,indexeddb",
      });
      await page.close();
    },
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The run whose performance is the median of three; its report is written down. */
async function measure(url: string, browser: Browser, name: string): Promise<Result> {
  const runs: { lhr: Result; report: string }[] = [];
  for (let run = 0; run < RUNS; run++) {
    await browser.forget(url);
    // The defaults are the mobile preset. Lighthouse's own reset would end the session of a signed-in page.
    const result = await lighthouse(url, {
      port: browser.port,
      output: "html",
      logLevel: "error",
      disableStorageReset: true,
    });
    if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
    runs.push({ lhr: result.lhr, report: String(result.report) });
  }
  runs.sort((a, b) => score(a.lhr, "performance") - score(b.lhr, "performance"));
  const median = runs[Math.floor(RUNS / 2)];
  if (!median) throw new Error("unreachable: three runs have a middle one");
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, `${name}.html`), median.report);
  return median.lhr;
}

/** 0 to 100, as Lighthouse shows it. */
function score(lhr: Result, category: string): number {
  return Math.round((lhr.categories[category]?.score ?? 0) * 100);
}

function value(lhr: Result, audit: string): number {
  return lhr.audits[audit]?.numericValue ?? Number.NaN;
}

function print(url: string, lhr: Result, performance: number): void {
  const figures = ["performance", "accessibility", "best-practices", "seo"].map((name) => `${name} ${score(lhr, name)}`);
  console.log(`    ${new URL(url).pathname}: ${figures.join(", ")} (performance aims at ${performance})`);
  console.log(
    `      LCP ${value(lhr, "largest-contentful-paint").toFixed(0)} ms (${budgets.lighthouse.lcp_ms}), ` +
      `blocking ${value(lhr, "total-blocking-time").toFixed(0)} ms (${budgets.lighthouse.blocking_ms}), ` +
      `shift ${value(lhr, "cumulative-layout-shift").toFixed(3)} (${budgets.layout.shift})`,
  );
}

function imperfectAudits(lhr: Result, category: string): Result["audits"][string][] {
  const audits = lhr.categories[category]?.auditRefs.map((ref) => lhr.audits[ref.id]) ?? [];
  return audits.filter((audit): audit is Result["audits"][string] => audit !== undefined && audit.score !== null && audit.score < 1);
}

/** The audits of a category that are not perfect, to read in a failure. */
function imperfect(lhr: Result, category: string): string {
  return imperfectAudits(lhr, category)
    .map((audit) => `${audit.id}: ${audit.title} ${audit.displayValue ?? ""} ${JSON.stringify(audit.details ?? {}).slice(0, 600)}`)
    .join("\n");
}

function gate(lhr: Result, category: string, least: number): void {
  expect.soft(score(lhr, category), `${category}\n${imperfect(lhr, category)}`).toBeGreaterThanOrEqual(least);
}

const fileName = (path: string) => path.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "") || "root";

test("public pages are accessible, well made and can be found", async ({ server }) => {
  const browser = await openBrowser(server);
  try {
    for (const path of publicPaths()) {
      const lhr = await measure(server.url + path, browser, fileName(path));
      print(server.url + path, lhr, budgets.lighthouse.performance_public);
      gate(lhr, "accessibility", budgets.lighthouse.accessibility);
      gate(lhr, "best-practices", budgets.lighthouse.best_practices);
      gate(lhr, "seo", budgets.lighthouse.seo);
      expect.soft(value(lhr, "cumulative-layout-shift")).toBeLessThanOrEqual(budgets.layout.shift);
    }
  } finally {
    await browser.close();
  }
});

for (const role of ["mentee", "mentor", "coordinator"] as const) {
  test(`the home of a ${role} is accessible and well made`, async ({ server }) => {
    const browser = await openBrowser(server);
    try {
      const home = await browser.signIn(DEMO[role]);
      const lhr = await measure(home, browser, `home-${role}`);
      print(home, lhr, budgets.lighthouse.performance_signed_in);
      gate(lhr, "accessibility", budgets.lighthouse.accessibility);
      gate(lhr, "best-practices", budgets.lighthouse.best_practices);
      // Private pages ask not to be indexed, which costs most of the SEO score: all its other audits are the gate.
      expect.soft(imperfectAudits(lhr, "seo").map((audit) => audit.id)).toEqual(["is-crawlable"]);
      expect.soft(value(lhr, "cumulative-layout-shift")).toBeLessThanOrEqual(budgets.layout.shift);
    } finally {
      await browser.close();
    }
  });
}
