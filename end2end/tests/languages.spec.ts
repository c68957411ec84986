// A signed-in person reads in another language; the choice is theirs and is kept.
import type { Page } from "@playwright/test";
import { desktop, expect, join, test } from "../support/test.ts";

async function expectLanguage(page: Page, lang: "ar" | "fr", heading: string): Promise<void> {
  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", lang);
  await expect(html).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
}

/** `/` knows the reader's language; a page without language in its path is reached from a new window. */
async function expectNextVisit(page: Page, lang: "ar" | "fr"): Promise<void> {
  const next = await page.context().newPage();
  await next.goto("/");
  await expect(next).toHaveURL(new RegExp(`/${lang}$`));
  await next.close();
}

test.describe("on a desktop", () => {
  test.use(desktop);

  test("the menu leads to the same page in Arabic and back, and each is kept", async ({ page, server }) => {
    await join(server, page, "Ghita", "mentee");
    await expectNextVisit(page, "fr");
    await page.goto("/fr/notices?page=1");
    await expectLanguage(page, "fr", "Notifications");

    const menu = page.getByRole("navigation").locator(".lang-menu");
    await menu.locator("summary").click();
    await menu.getByRole("link", { name: "العربية" }).click();
    await expect(page).toHaveURL(/\/ar\/notices\?page=1$/);
    await expectLanguage(page, "ar", "الإشعارات");
    // Inside the app one stays in the language.
    await page.getByRole("navigation").getByRole("link", { name: "حسابي" }).click();
    await expect(page).toHaveURL(/\/ar\/me$/);
    await expectNextVisit(page, "ar");

    await menu.locator("summary").click();
    await menu.getByRole("link", { name: "Français" }).click();
    await expect(page).toHaveURL(/\/fr\/me$/);
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await expectNextVisit(page, "fr");
  });
});

test("on a phone the account page changes the language, and it is kept", async ({ page, server }) => {
  await join(server, page, "Ikram", "mentee");
  await page.goto("/fr/me/account");
  await page.getByRole("radio", { name: "العربية" }).check();
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page).toHaveURL(/\/ar\/me\/account\?saved=1$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("status").filter({ hasText: "تم الحفظ" })).toBeVisible();
  await expectNextVisit(page, "ar");
  await page.getByRole("radio", { name: "Français" }).check();
  await page.getByRole("button", { name: "حفظ", exact: true }).click();
  await expect(page).toHaveURL(/\/fr\/me\/account\?saved=1$/);
  await expectNextVisit(page, "fr");
});

test("a link from elsewhere shows its language and changes nothing", async ({ page, server }) => {
  await join(server, page, "Jalil", "mentee");
  await page.goto("/ar/home");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expectNextVisit(page, "fr");
});
