// Pictures for people to look at, in end2end/screenshots/ (git ignores them): nothing compares them.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ROOT } from "./server.ts";

/** Writes <name>-<language>-<theme>-<width>.png of the whole page. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const { lang, theme } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  }));
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({
    path: join(ROOT, "end2end/screenshots", `${name}-${lang}-${theme}-${width}.png`),
    fullPage: true,
    animations: "disabled",
  });
}
