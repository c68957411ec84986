// The main job once more, in Arabic: forms are found by their fields, so that the test knows no word of the language, and
// every page on the way is a mirrored one. Something wrong is sent in each form first, and stays typed.
import type { Page } from "@playwright/test";
import { awake } from "../support/forms.ts";
import { type Trade, joinAsMentor, someone } from "../support/members.ts";
import type { Server } from "../support/server.ts";
import { accepted, expect, lastMail, send, test } from "../support/test.ts";

test.use({ expectedFailures: [/\/api\/(accounts|profiles|matching|mentorships|circle)\//] });

const LEATHER: Trade = { expertise: ["SUCCESSION", "TURNAROUND", "FRANCHISE"], sector: "LEATHER", region: "MA-11" };
const MESSAGE = "مرحبا، أستلم ورشة والدي في العيون وأود البيع في أوروبا. هل يمكنني الحديث معكم؟";
const AIMS = "إيجاد ثلاثة زبائن في ألمانيا وفتح ورشة العيون.";

test("a newcomer goes from signing up to the pledge in Arabic", async ({ page, visitor, server }) => {
  test.setTimeout(120_000);
  const asked = await visitor();
  const mentor = await joinAsMentor(server, asked, "Mounir", 3, LEATHER);

  await signUp(server, page);
  await fillIn(page);
  const request = await askFirst(page);
  await asked.goto(`/ar/requests/${request}`);
  await mirrored(asked);
  expect(await press(asked, '[action$="/matching/accept"]')).toBe(accepted());
  await expect(asked).toHaveURL(/\/ar\/mentorships\/[0-9a-f-]+$/);
  const home = new URL(asked.url()).pathname;

  await page.goto(`${home}/terms`);
  await wrongThenRight(page, { aims: "لا", months: "40" }, { aims: AIMS, months: "٩" });
  await expect(page).toHaveURL(/\/charter$/);
  await expect(page.getByRole("main")).toContainText(AIMS);
  for (const one of [page, asked]) {
    await one.goto(`${home}/charter`);
    await mirrored(one);
    expect(await press(one, '[action$="/mentorships/sign_charter"]')).toBe(accepted());
  }
  await page.goto(`${home}/pledge`);
  const inAYear = new Date(Date.now() + 360 * 86_400_000).toISOString().slice(0, 10);
  await wrongThenRight(page, { hours: "٢٠", by: "2020-01-31" }, { by: inAYear });
  await page.goto("/ar/chain");
  await mirrored(page);
  await expect(page.getByRole("listitem").filter({ hasText: mentor.given }).first()).toBeVisible();
});

async function signUp(server: Server, page: Page): Promise<void> {
  const who = someone("Rania");
  await page.goto("/ar/sign-up?as=mentee");
  const named = { given_name: who.given, family_name: who.family };
  await wrongThenRight(page, { ...named, email: "rania" }, { email: who.email });
  const { links, subject } = await lastMail(server, who.email);
  expect(subject).toMatch(/\p{Script=Arabic}/u);
  await page.goto(links[0] ?? "");
  await mirrored(page);
  expect(await press(page, '[action$="/accounts/follow_link"]')).toBe(accepted());
  await expect(page).toHaveURL(/\/ar\/home$/);
}

async function fillIn(page: Page): Promise<void> {
  await page.goto("/ar/profile/who");
  await wrongThenRight(page, { headline: "ورشة جلود", phone: "عند خالتي" }, { phone: "+212 6 12 34 56 78" });
  await expect(page).toHaveURL(/\/place$/);
  await page.locator("#country").selectOption("FR");
  await wrongThenRight(page, { city: "Lyon" }, {}, async () => {
    await page.locator('select[name="languages[]"]').first().selectOption({ index: 2 });
  });
  await expect(page).toHaveURL(/\/project$/);
  await page.locator("#stage").selectOption("launch");
  await page.locator("#sector").selectOption(LEATHER.sector);
  await page.locator("#region").selectOption(LEATHER.region);
  for (const need of LEATHER.expertise) {
    const box = page.locator(`input[name="needs[]"][value="${need}"]`);
    const family = page.locator("details", { has: box });
    if ((await family.count()) > 0 && !(await box.isVisible())) await family.locator("summary").click();
    await box.check();
  }
  await wrongThenRight(page, { title: "جلود الجنوب", investment: "كثير" }, { investment: "١٢٠٠٠٠٠" });
  await expect(page).toHaveURL(/\/ties$/);
  await wrongThenRight(page, { company: "جلود ".repeat(30) }, { company: "جلود الجنوب" });
  await expect(page).toHaveURL(/\/time$/);
  await page.locator('input[name="slots[]"][value="3"]').check();
  await wrongThenRight(page, null, { bio: "أستلم ورشة والدي." });
  await expect(page).toHaveURL(/\/photo$/);
  await page.locator('main button.button--primary').last().click();
  await expect(page).toHaveURL(/\/ar\/mentorship$/);
}

/** Asks the mentor who stands first, and says the request's id. */
async function askFirst(page: Page): Promise<string> {
  await mirrored(page);
  await page.locator('article a[href*="/request"]').first().click();
  await expect(page).toHaveURL(/\/request(\?|$)/);
  await wrongThenRight(page, { message: "مرحبا" }, { message: MESSAGE });
  await expect(page).toHaveURL(/\/requests\/[0-9a-f-]+/);
  return /\/requests\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";
}

/** The page is laid out from right to left, in its language, and no wider than the window. */
async function mirrored(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** Presses the button of the form with this action. */
async function press(page: Page, form: string): Promise<number> {
  const name = await page.locator(`main form${form} button`).last().innerText();
  return await send(page, name);
}

/** Fills in what is wrong, sends it, sees it refused beside a field and still typed; then what is right. */
async function wrongThenRight(
  page: Page,
  wrong: Record<string, string> | null,
  right: Record<string, string>,
  more: () => Promise<void> = async () => {},
): Promise<void> {
  await mirrored(page);
  const fill = async (fields: Record<string, string>) => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).first().fill(value);
  };
  const button = page.locator('main button.button--primary').last();
  await awake(button);
  const sendIt = async () => await send(page, await button.innerText());
  if (wrong) {
    await fill(wrong);
    expect(await sendIt()).toBe(422);
    await expect(page.locator("#errors")).toContainText(/\p{Script=Arabic}/u);
    for (const [name, value] of Object.entries(wrong)) await expect(page.locator(`main [name="${name}"]`).first()).toHaveValue(value);
    await mirrored(page);
  }
  await fill(right);
  await more();
  expect(await sendIt()).toBe(accepted());
}
