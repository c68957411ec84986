// Looks at every page of the site map as those see it who may: status, heading, title, width, accessibility in
// both themes, in the default language and in the one that runs from right to left. Leaves pictures of all.
import type { Page } from "@playwright/test";
import { Places } from "../support/places.ts";
import { type SitePage, PAGES, VIEWERS, routes } from "../support/site-map.ts";
import { LOOKED_AT, THEMES, axe, desktop, expect, screenshot, smallPhone, test } from "../support/test.ts";

// The pages are independent of each other, and many.
test.describe.configure({ mode: "parallel" });

test("the site map names every route of the program, and no other", () => {
  const named = new Set(PAGES.map((page) => page.route));
  expect([...named].sort()).toEqual([...new Set(routes())].sort());
});

test("every page answers each viewer with the right status", async ({ ownServer }) => {
  // Nobody else has changed what belongs to whom.
  const places = new Places(ownServer);
  const wrong: string[] = [];
  for (const page of PAGES) {
    const path = await places.path(page, "fr");
    for (const [at, viewer] of VIEWERS.entries()) {
      const status = await places.status(viewer, path);
      if (status !== page.answers[at]) wrong.push(`${viewer} gets ${status} instead of ${page.answers[at]} on ${path}`);
    }
  }
  await places.close();
  expect(wrong).toEqual([]);
});

for (const viewer of VIEWERS) {
  test.describe(`${viewer} @js`, () => {
    test.use({ ...smallPhone, deviceScaleFactor: 1, viewer });
    for (const shown of PAGES.filter((one) => one.looks.includes(viewer))) {
      test(shown.name, async ({ page, places }) => {
        for (const lang of LOOKED_AT) {
          const answer = await page.goto(await places.path(shown, lang));
          expect(answer?.status()).toBe(shown.answers[VIEWERS.indexOf(viewer)]);
          await expect(page.locator("html")).toHaveAttribute("lang", lang);
          await look(page, nameOf(shown, viewer));
        }
      });
    }
  });
}

/** A page that several look at has several pictures. */
function nameOf(page: SitePage, viewer: string): string {
  return page.looks.length > 1 ? `${page.name}-${viewer}` : page.name;
}

async function look(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/\S/);
  for (const size of [smallPhone, desktop]) {
    await page.setViewportSize(size.viewport);
    expect(await overflowing(page), `wider than ${size.viewport.width} px`).toEqual([]);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      if (size === smallPhone) await axe(page);
      await screenshot(page, name);
    }
  }
}

/** What reaches beyond the window; nothing where the page itself is not wider than it. */
async function overflowing(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const beyond = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > room + 1);
    });
    return ["the page", ...beyond.slice(0, 8).map((element) => element.outerHTML.slice(0, 120))];
  });
}
