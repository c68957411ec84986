// The sign-ins of the demo data, which exist with --demo only.
import { type Locator, type Page, expect } from "@playwright/test";
import type { Language } from "./languages.ts";
import type { Server } from "./server.ts";

export const DEMO = {
  mentee: "mentee@example.org",
  mentor: "mentor@example.org",
  coordinator: "coordinator@example.org",
  partner: "partner@example.org",
  admin: "admin@example.org",
} as const;

export const DEMO_PASSWORD = "circle-of-trust";

/** Signs in through the page, as a person would; ends on the person's home. */
export async function signIn(
  server: Server,
  page: Page,
  email: string,
  { password = DEMO_PASSWORD, lang = "fr" as Language } = {},
): Promise<void> {
  await page.goto(`${server.url}/${lang}/sign-in`);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('main form button[type="submit"]').first().click();
  // A member's home is where it leads; for the others it is a page on the way to theirs, which may still be coming.
  const { coordinator, partner, admin } = DEMO;
  const isStaff = [coordinator, partner, admin].some((one) => one === email);
  await expect(page).not.toHaveURL(isStaff ? /\/(sign-in|home)/ : /\/sign-in/);
  await page.waitForLoadState();
}

/** The way to one's notices; its name says how many are unread. */
export function bell(page: Page): Locator {
  return page.getByRole("link", { name: /^Notifications(\s:|$)/ });
}
