// Every page without scripts: its content and its forms are there, and nothing that could not work.
import type { Page } from "@playwright/test";
import { PAGES, VIEWERS } from "../support/site-map.ts";
import { expect, test } from "../support/test.ts";

for (const viewer of VIEWERS) {
  test.describe(`${viewer} @no-js`, () => {
    test.use({ viewer });
    for (const shown of PAGES.filter((one) => one.looks.includes(viewer))) {
      test(`${shown.name} works without scripts`, async ({ page, places }) => {
        const answer = await page.goto(await places.path(shown, "fr"));
        expect(answer?.status()).toBe(shown.answers[VIEWERS.indexOf(viewer)]);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect((await page.locator("main").innerText()).length).toBeGreaterThan(20);
        expect(await broken(page)).toEqual([]);
      });
    }
  });
}

test("a form that came back and is sent again stays in the page's language @no-js", async ({ page }) => {
  // The browser itself prefers French.
  await page.goto("/ar/sign-up");
  const send = page.locator('main form button[type="submit"]');
  await send.click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await page.locator("#given_name").fill("أمل");
  await page.locator("#family_name").fill("الرفاعي");
  await page.locator("#email").fill("amal.rifai@example.net");
  await send.click();
  await expect(page).toHaveURL(/\/ar\/check-mail(\?|$)/);
});

/** Whatever is in sight and would do nothing. */
async function broken(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const said = (what: string) => (element: Element) => `${what}: ${element.outerHTML.slice(0, 160)}`;
    const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)].filter((element) => element.checkVisibility());

    const deadButtons = all<HTMLButtonElement>("button").filter((button) => button.type !== "submit" || !button.form);
    const deadForms = all<HTMLFormElement>("form").filter((form) => {
      const sends = [...form.elements].some((field) => field instanceof HTMLButtonElement && field.type === "submit" && field.checkVisibility());
      const posts = form.method === "get" || (form.method === "post" && form.hasAttribute("action"));
      return !sends || !posts;
    });
    const deadLinks = all<HTMLAnchorElement>("a").filter((link) => {
      const target = link.getAttribute("href");
      if (target === null) return link.getAttribute("aria-disabled") !== "true";
      return target === "#" || target.startsWith("javascript:") || (target.startsWith("#") && !document.getElementById(target.slice(1)));
    });
    return [
      ...deadButtons.map(said("a button that sends nothing")),
      ...deadForms.map(said("a form that cannot be sent")),
      ...deadLinks.map(said("a link to nowhere")),
      ...all('.skeleton, [aria-busy="true"]').map(said("waits for ever")),
      ...all('[role="button"], [role="tab"], [role="switch"]:not(input), [contenteditable]').map(said("needs a script")),
    ];
  });
}
