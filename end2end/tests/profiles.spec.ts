// A person's own profile: saved step by step, wrong input said beside its field and kept, resumed later; the photo.
import { DEMO, LOOKED_AT, axe, expect, screenshot, signIn, test } from "../support/test.ts";

/** One red pixel, as PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dwn4EIAAAmCwH/OHRwTQAAAABJRU5ErkJggg==",
  "base64",
);

const STEPS = ["who", "place", "project", "ties", "time"];

test.describe("a mentee's project", () => {
  test.use({ expectedFailures: [/\/api\/profiles\/save_project/] });

  test("says what is wrong, keeps what was typed, and goes on when it is right", async ({ page, server }) => {
    await signIn(server, page, DEMO.mentee);
    await page.goto("/fr/profile/project");
    await page.locator("#title").fill("Tazart, figues séchées bio");
    await page.locator("#investment").fill("beaucoup");
    await page.locator('main form button[type="submit"]').first().click();

    await expect(page.locator("#errors")).toBeVisible();
    await expect(page.locator("#investment-error")).toContainText("Écrivez un montant");
    await expect(page.locator("#investment")).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("#title")).toHaveValue("Tazart, figues séchées bio");
    await expect(page.locator("#investment")).toHaveValue("beaucoup");

    await page.locator("#investment").fill("4 200 000");
    await page.locator('main form button[type="submit"]').first().click();
    await expect(page).toHaveURL(/\/fr\/profile\/ties$/);

    await page.goto("/fr/profile/project");
    await expect(page.locator("#title")).toHaveValue("Tazart, figues séchées bio");
    await expect(page.locator("#investment-hint")).toContainText("390 000 €".replace(" ", "\u00a0").replace(" ", "\u00a0"));
  });
});

test("one's own page leads to every step", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  await page.goto("/fr/me");
  await expect(page.locator("meter")).toBeVisible();
  for (const step of STEPS) {
    await expect(page.locator(`main a[href="/fr/profile/${step}"]`).first()).toBeVisible();
  }
});

test("a photo is taken, shown and removed; what is no picture is refused", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  await page.goto("/fr/profile/who");
  await page.locator("#photo").setInputFiles({ name: "me.txt", mimeType: "image/png", buffer: Buffer.from("hello") });
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  await expect(page.locator("#photo-error")).toContainText("Choisissez une image");

  await page.goto("/fr/profile/who");
  await page.locator("#photo").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: PIXEL });
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  const photo = page.getByRole("img", { name: "Votre photo" });
  await expect(photo).toBeVisible();
  const answer = await page.request.get((await photo.getAttribute("src")) ?? "");
  expect(answer.headers()["content-type"]).toBe("image/webp");
  expect(answer.headers()["cache-control"]).toContain("private");

  await page.getByRole("button", { name: "Retirer la photo" }).click();
  await expect(photo).toHaveCount(0);
});

for (const lang of LOOKED_AT) {
  for (const place of ["me", "profile", ...STEPS.map((step) => `profile/${step}`)]) {
    test(`${place} in ${lang} is accessible @js`, async ({ page, server }) => {
      await signIn(server, page, DEMO.mentee, { lang });
      await page.goto(`/${lang}/${place}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await axe(page);
      await screenshot(page, place.replace("/", "-"));
    });
  }
}

test("the lists are an administrator's", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  const refused = await page.goto("/fr/admin/reference");
  expect(refused?.status()).toBe(403);
});
