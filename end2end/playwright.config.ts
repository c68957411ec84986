// Every flow runs twice: in the project `js`, and in `no-js` with scripting switched off in the browser.
// A test that has a meaning in one of them only carries the tag @js or @no-js. The project `measure`
// (budgets, soak, Lighthouse) runs alone, one test at a time, so that its figures mean something.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium.ts";
import { phone } from "./support/sizes.ts";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // No retries: a test that fails now and then is a fault, in the product or in the test.
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env["CI"],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...phone,
    launchOptions: launchOptions(),
    locale: "fr-FR",
    timezoneId: "Europe/Berlin",
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: "retain-on-failure",
  },
  projects: [
    { name: "js", grepInvert: /@no-js\b/ },
    { name: "no-js", grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
    { name: "measure", testDir: "measure", workers: 1, timeout: 600_000, use: { trace: "off" } },
  ],
});
