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

test("a link from the program to a document leads there, and back leads back @js", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  await page.goto("/fr/me");
  await expect(page.locator("html")).toHaveAttribute("data-alive");
  await page.getByRole("link", { name: "Appareils connectés" }).click();
  await expect(page).toHaveURL(/\/fr\/me\/sign-ins$/);
  await expect(page.locator("html")).toHaveAttribute("data-document");
  await page.goBack();
  await expect(page).toHaveURL(/\/fr\/me$/);
  await expect(page.locator("html")).toHaveAttribute("data-alive");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Salma/);
});

test("the sections are fetched ahead once nothing else is to do, and entering one asks for nothing more @js", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/pkg\/.*\.wasm$/.test(request.url())) asked.push(new URL(request.url()).pathname);
  });
  await page.goto("/fr/home");
  await expect.poll(() => asked.filter((path) => path.includes("/split_")).length).toBe(2);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Chaîne" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("La chaîne");
  const sizes = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => /\/pkg\/(split|chunk)_.*\.wasm$/.test(name))
      .map(({ name, transferSize }) => ({ name: new URL(name).pathname, fetched: transferSize > 0 })),
  );
  for (const path of new Set(sizes.map(({ name }) => name))) {
    expect(sizes.filter(({ name, fetched }) => name === path && fetched).length, path).toBeLessThanOrEqual(1);
  }
});
