// Everything on the main job can be done with Tab, Enter, Space and Escape, and one always sees where one is.
import { tabTo } from "../support/keyboard.ts";
import { DEMO, DEMO_PASSWORD, expect, smallPhone, test } from "../support/test.ts";

// The smallest window, where sticky parts leave the least room.
test.use(smallPhone);

for (const path of ["/fr", "/ar/sign-in", "/fr/no-such-page"]) {
  test(`the first stop on ${path} skips to the content`, async ({ page }) => {
    await page.goto(path);
    await page.keyboard.press("Tab");
    const link = page.locator(".skip-link");
    await expect(link).toBeFocused();
    await expect(link).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => Boolean(document.activeElement?.closest("main")))).toBe(true);
  });
}

test.describe("signed in", () => {
  test.use({ viewer: "mentee" });
  test("the first stop skips the navigation", async ({ page }) => {
    await page.goto("/fr/home");
    await page.keyboard.press("Tab");
    await expect(page.locator(".skip-link")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
  });
});

test.describe("from page to page @js", () => {
  test.use({ viewer: "mentee" });
  test("the title is said and the focus is on the heading", async ({ page }) => {
    const runs = page.waitForResponse(/\/live$/);
    await page.goto("/fr/home");
    await runs;
    for (const [tab, title] of [["Chaîne", /Chaîne/i], ["Moi", /Salma/], ["Accueil", /Accueil|Bonjour/]] as const) {
      await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: tab }).click();
      const heading = page.getByRole("heading", { level: 1 });
      await expect(heading).toBeFocused();
      await expect(heading).toHaveText(title);
      await expect(page.locator("body > p[role=status]").last()).toHaveText(await page.title());
    }
    // What stands first after the heading comes next.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => Boolean(document.activeElement?.closest("main")))).toBe(true);
  });
});

test.describe("at 200 % text", () => {
  test.use({ viewer: "mentee" });
  for (const path of ["/fr/home", "/fr/profile/who", "/fr/profile/place", "/ar/profile/project", "/fr/mentors", "/de/me/security"]) {
    test(`nothing that sticks takes more than a fifth of ${path}`, async ({ page }) => {
      await page.goto(path);
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%", "important"));
      // Pinned is what stays where it is while the rest moves.
      const { share, who } = await page.evaluate(() => {
        scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2);
        const tops = (all: Element[]) => all.map((element) => element.getBoundingClientRect().top);
        // Toasts go by themselves or are closed.
        const all = [...document.querySelectorAll("body :not(.toasts)")].filter(
          (element) => ["sticky", "fixed"].includes(getComputedStyle(element).position) && element.checkVisibility(),
        );
        const before = tops(all);
        const from = scrollY;
        scrollBy(0, 40);
        const after = tops(all);
        const pinned = all.filter((_, index) => scrollY !== from && before[index] === after[index]);
        const seen = (box: DOMRect) => Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
        const heights = pinned.map((element) => seen(element.getBoundingClientRect()));
        const share = heights.reduce((sum, height) => sum + height, 0) / innerHeight;
        return { share, who: pinned.map(({ className }, index) => `${className}: ${heights[index]}`).join(", ") };
      });
      expect(share, who).toBeLessThanOrEqual(0.205);
    });
  }
});

test("a mentee signs in, finds a mentor and asks, by keyboard only", async ({ page, ownServer: server }) => {
  await page.goto(`${server.url}/fr/sign-in`);
  await tabTo(page, page.locator("#email"));
  await page.keyboard.type(DEMO.mentee);
  await tabTo(page, page.locator("#password"));
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/home$/);

  await tabTo(page, page.locator('nav a[href="/fr/mentorship"]'));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/mentorship$/);

  await tabTo(page, page.locator(".match a.button--primary"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/mentors\/[^/]+\/request(\?|$)/);

  await tabTo(page, page.locator("#message"));
  await page.keyboard.type("Bonjour, je voudrais exporter des dattes et cherche conseil pour les normes.");
  await tabTo(page, page.locator('main form button[type="submit"]'));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/requests\/[^/]+$/);
  await expect(page.locator("main .tag--check")).toBeVisible();
});

test.describe("a form with errors", () => {
  test.use({ expectedFailures: [/\/api\/accounts\/sign_up$/] });
  test("the summary takes the focus, and its links lead to the fields", async ({ page }) => {
    await page.goto("/fr/sign-up");
    await tabTo(page, page.locator('main form button[type="submit"]'));
    await page.keyboard.press("Enter");

    const summary = page.locator("#errors");
    await expect(summary).toBeFocused();
    await expect(summary).toBeInViewport();
    const links = summary.locator("a");
    const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(targets.length).toBeGreaterThan(1);

    for (const target of targets) {
      await summary.focus();
      await tabTo(page, summary.locator(`a[href="${target}"]`));
      await page.keyboard.press("Enter");
      await expect(page.locator(target)).toBeFocused();
      await expect(page.locator(target)).toBeInViewport();
    }
  });
});

test("the language menu opens and closes by keyboard", async ({ page }) => {
  await page.goto("/fr");
  const button = page.locator(".lang-menu summary").first();
  const german = page.locator('.lang-menu a[hreflang="de"]').first();
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await expect(german).toBeVisible();
  await page.keyboard.press("Space");
  await expect(german).toBeHidden();
  await page.keyboard.press("Enter");
  await tabTo(page, german);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/de\/?$/);
});

test("Escape closes the language menu and leads back to its button @js", async ({ page }) => {
  await page.goto("/fr");
  const button = page.locator(".lang-menu summary").first();
  const german = page.locator('.lang-menu a[hreflang="de"]').first();
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await tabTo(page, german);
  await page.keyboard.press("Escape");
  await expect(german).toBeHidden();
  await expect(button).toBeFocused();
});

test("a click elsewhere closes the language menu @js", async ({ page }) => {
  await page.goto("/fr");
  const german = page.locator('.lang-menu a[hreflang="de"]').first();
  await page.locator(".lang-menu summary").first().click();
  await expect(german).toBeVisible();
  await page.locator("h1").click();
  await expect(german).toBeHidden();
});
