// What somebody typed lasts: over a sign-in that ends, over a second tab, and a photo over the press of the wrong button.
import { ROOT } from "../support/server.ts";
import { DEMO, DEMO_PASSWORD, accepted, expect, joinAsMentee, scripted, send, signIn, test } from "../support/test.ts";

const LINE = "Fondatrice de Dar Zitoun, conserves & huiles <b>d’ici</b>";

test.describe("a sign-in that ends while somebody types", () => {
  test.use({ expectedFailures: [/./] });

  test("loses nothing: it is all there after signing in again", async ({ page, ownServer: server }) => {
    await signIn(server, page, DEMO.mentee);
    await page.goto(`${server.url}/fr/profile/who`);
    const headline = page.getByLabel(/^Votre activité/);
    await headline.fill(LINE);
    await page.context().clearCookies();
    expect(await send(page, "Continuer")).toBe(401);
    if (scripted()) {
      await expect(headline).toHaveValue(LINE);
      await page.getByRole("alert").getByRole("link", { name: "Se connecter" }).click();
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Se connecter");
    await page.getByLabel("Adresse électronique").fill(DEMO.mentee);
    await page.getByLabel(/^Mot de passe/).fill("not this one, surely");
    expect(await send(page, /^Se connecter$/)).toBeGreaterThanOrEqual(400);
    await page.getByLabel(/^Mot de passe/).fill(DEMO_PASSWORD);
    await send(page, /^Se connecter$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Comment vous appelez-vous/);
    await expect(headline).toHaveValue(LINE);
    expect(await send(page, "Continuer")).toBe(accepted());
    await page.goto(`${server.url}/fr/profile/who`);
    await expect(headline).toHaveValue(LINE);
  });
});

test.describe("two tabs on one step", () => {
  test.use({ expectedFailures: [/\/api\/profiles\/save_who/] });

  test("the second sees what is saved, and keeps what it typed", async ({ page, server }) => {
    await joinAsMentee(server, page, "Sanae");
    await page.goto("/fr/profile/who");
    const other = await page.context().newPage();
    await other.goto(`${server.url}/fr/profile/who`);
    await other.getByLabel(/^Votre activité/).fill("Dattes du Drâa");
    expect(await send(other, "Continuer")).toBe(accepted());

    await page.getByLabel(/^Votre activité/).fill("Huiles de Meknès");
    expect(await send(page, "Continuer")).toBe(409);
    await expect(page.getByRole("region", { name: "Enregistré en ce moment" })).toContainText("Dattes du Drâa");
    await expect(page.getByRole("alert")).toContainText("un autre onglet");
    await expect(page.getByLabel(/^Votre activité/)).toHaveValue("Huiles de Meknès");
    expect(await send(page, "Continuer")).toBe(accepted());
    await page.goto("/fr/profile/who");
    await expect(page.getByLabel(/^Votre activité/)).toHaveValue("Huiles de Meknès");
    await other.close();
  });
});

test("a photo is kept when it is chosen, or with the button that goes on", async ({ page, server }) => {
  await joinAsMentee(server, page, "Ilham");
  await page.goto("/fr/profile/photo");
  await page.locator("#photo").setInputFiles(`${ROOT}/public/apple-touch-icon.png`);
  if (scripted()) {
    await expect(page.getByRole("img", { name: "Votre photo" })).toBeVisible();
  }
  await page.getByRole("button", { name: "Terminer" }).click();
  await expect(page).toHaveURL(/\/fr\/mentorship$/);
  await page.goto("/fr/profile/photo");
  await expect(page.getByRole("img", { name: "Votre photo" })).toBeVisible();
});

test("a number gets the prefix of the country, and millions are an amount", async ({ page, server }) => {
  await joinAsMentee(server, page, "Btissam");
  await page.goto("/fr/profile/who");
  await page.getByLabel(/^Téléphone/).fill("06 12 34 56 78");
  expect(await send(page, "Continuer")).toBe(accepted());
  await page.goto("/fr/profile/who");
  await expect(page.getByLabel(/^Téléphone/)).toHaveValue(/^\+\d+ 6 12 34 56 78$/);
  await page.goto("/fr/profile/project");
  await page.getByLabel(/^Investissement prévu/).fill("4,2 millions");
  expect(await send(page, "Continuer")).toBe(accepted());
  await page.goto("/fr/profile/project");
  await expect(page.getByLabel(/^Investissement prévu/)).toHaveValue(/4.200.000/);
});
