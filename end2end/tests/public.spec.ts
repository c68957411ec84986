// What everyone sees without an account: the landing page, a path that does not exist, the languages.
import { LANGUAGES, LOOKED_AT, THEMES, axe, desktop, expect, screenshot, smallPhone, test } from "../support/test.ts";

const DIRECTION = { fr: "ltr", ar: "rtl", en: "ltr", de: "ltr" } as const;

for (const lang of LANGUAGES) {
  test(`the landing page speaks ${lang}`, async ({ page }) => {
    const answer = await page.goto(`/${lang}`);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.locator("html")).toHaveAttribute("dir", DIRECTION[lang]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/\S/);
  });
}

for (const lang of LANGUAGES) {
  test(`help in ${lang} is a link away and answers`, async ({ page }) => {
    await page.goto(`/${lang}`);
    await page.locator("footer a").first().click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/help$`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    const question = page.locator(".help details").first();
    await expect(question.locator("p")).toBeHidden();
    await question.locator("summary").click();
    await expect(question.locator("p")).toBeVisible();
  });
}

for (const lang of LANGUAGES) {
  test(`the public texts in ${lang} are a link away, and say that they are drafts`, async ({ page }) => {
    for (const text of ["privacy", "legal", "accessibility", "contact"]) {
      await page.goto(`/${lang}/help`);
      await page.locator(`footer a[href="/${lang}/${text}"]`).click();
      await expect(page).toHaveURL(new RegExp(`/${lang}/${text}$`));
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.locator("article h2").first()).toBeVisible();
      await expect(page.locator("main [role=status].banner--info")).toContainText("CGEM");
    }
  });
}

for (const lang of LOOKED_AT) {
  for (const theme of THEMES) {
    test(`the help page is accessible in ${lang}, ${theme} @js`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`/${lang}/help`);
      for (const question of await page.locator(".help details summary").all()) await question.click();
      await axe(page);
      await screenshot(page, "help");
    });

    test(`the landing page is accessible in ${lang}, ${theme} @js`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`/${lang}`);
      await axe(page);
      await screenshot(page, "landing");
    });
  }
}

for (const [name, size] of Object.entries({ smallPhone, desktop })) {
  test.describe(name, () => {
    test.use(size);
    for (const lang of LOOKED_AT) {
      test(`the landing page in ${lang} fits the window @js`, async ({ page }) => {
        await page.goto(`/${lang}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow).toBe(0);
        await screenshot(page, "landing");
      });
    }
  });
}

test.describe("the start page", () => {
  for (const [accepted, lang] of [["de-CH,de;q=0.9,en;q=0.5", "de"], ["ar-MA", "ar"], ["nl", "fr"]] as const) {
    test(`sends a reader of ${accepted} to /${lang}`, async ({ request }) => {
      const answer = await request.get("/", { headers: { "accept-language": accepted }, maxRedirects: 0 });
      expect([302, 303, 307]).toContain(answer.status());
      expect(answer.headers()["location"]).toBe(`/${lang}`);
      expect(answer.headers()["vary"]?.toLowerCase()).toContain("accept-language");
    });
  }
});

test("the language is changed into Arabic and back", async ({ page }) => {
  await page.goto("/fr");
  await page.locator(".lang-menu summary").first().click();
  await page.locator('a.menu__item[hreflang="ar"]').first().click();
  await expect(page).toHaveURL(/\/ar\/?$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.locator(".lang-menu summary").first().click();
  await page.locator('a.menu__item[hreflang="fr"]').first().click();
  await expect(page).toHaveURL(/\/fr\/?$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
});

for (const lang of LOOKED_AT) {
  test(`an unknown path in ${lang} gets a useful page and 404`, async ({ page }) => {
    const answer = await page.goto(`/${lang}/no-such-page`);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.locator(`main a[href^="/${lang}"]`).first()).toBeVisible();
  });

  test(`the 404 page in ${lang} is accessible @js`, async ({ page }) => {
    await page.goto(`/${lang}/no-such-page`);
    await axe(page);
    await screenshot(page, "not-found");
  });
}

test("every answer carries the headers that protect the reader", async ({ request }) => {
  const answer = await request.get("/fr");
  const headers = answer.headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect(headers["permissions-policy"]).toBeTruthy();
});
