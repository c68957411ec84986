// Between the first sight of a page and its program: all of it works as plain HTML until the program has taken over.
import { DEMO, expect, signIn, test } from "../support/test.ts";

test.describe("while a section is on its way @js", () => {
  test.use({ viewer: "mentee" });

  test("a link leads where it says", async ({ page }) => {
    let give = () => {};
    const released = new Promise<void>((resolve) => (give = resolve));
    await page.route(/\/pkg\/split_.*\.wasm$/, async (route) => {
      await released;
      await route.continue();
    });
    const asked = page.waitForRequest(/\/pkg\/split_.*\.wasm$/);
    await page.goto("/fr/notices");
    // The program runs now, and waits for the section to take over its page.
    await asked;
    await page.getByRole("link", { name: "Chaîne" }).click();
    give();
    await expect(page).toHaveURL(/\/fr\/chain$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("La chaîne");
  });

  test("a page that was left then is taken over when it is opened again", async ({ page }) => {
    const held = /\/pkg\/split_.*\.wasm$/;
    await page.route(held, () => {});
    const asked = page.waitForRequest(held);
    await page.goto("/fr/notices");
    await asked;
    await page.goto("/fr/help");
    await page.unroute(held);
    await page.goto("/fr/notices");
    await expect(page.locator("html")).toHaveAttribute("data-alive");
  });
});

test("a link from the program to a document leads there @js", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  await page.goto("/fr/me");
  await expect(page.locator("html")).toHaveAttribute("data-alive");
  await page.getByRole("link", { name: "Appareils connectés" }).click();
  await expect(page).toHaveURL(/\/fr\/me\/sign-ins$/);
  await expect(page.locator("html")).toHaveAttribute("data-document");
});
