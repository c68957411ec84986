// @js Passkeys with Chromium's virtual authenticator: added, signed in with, asked of the office, lost and found again.
import type { CDPSession, Page } from "@playwright/test";
import { type Server, operate } from "../support/server.ts";
import { DEMO, expect, lastMail, signIn, startServer, test } from "../support/test.ts";

// A device that does not know the site is refused with a status of its own. The texts of the program are asked for on a page
// that one is just leaving.
test.use({ expectedFailures: [/\/api\/(passkeys|accounts)\//] });

/** A device with a fingerprint reader that is always content, in the browser of this page. */
async function plugIn(page: Page): Promise<{ session: CDPSession; authenticatorId: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

async function named(args: string[] = []): Promise<Server> {
  return await startServer({ data: "demo", host: "localhost", args });
}

async function addPasskey(page: Page, server: Server, name: string): Promise<void> {
  await page.goto(`${server.url}/fr/me/security`);
  await page.getByLabel("Nom de la clé d’accès").last().fill(name);
  await page.getByRole("button", { name: /^Ajouter une (autre )?clé d’accès$/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
}

async function makeCodes(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: /^(Créer|Remplacer) mes codes$/ }).click();
  await expect(page.locator("code")).toHaveCount(10);
  return await page.locator("code").allTextContents();
}

async function signOut(page: Page, server: Server): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${server.url}/fr/sign-in`);
}

test("@js a member adds a passkey, and signs in with it alone", async ({ page }) => {
  const server = await named();
  const { session, authenticatorId } = await plugIn(page);
  await signIn(server, page, DEMO.mentee);
  await addPasskey(page, server, "mon téléphone");
  await lastMail(server, DEMO.mentee, /Vos moyens de connexion ont changé/);

  // The device knows that it has one for this account.
  await page.getByRole("button", { name: "Ajouter une autre clé d’accès" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "a déjà une clé d’accès" })).toBeVisible();

  await signOut(page, server);
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await expect(page).toHaveURL(/\/fr\/home$/);

  // Taken away here, the device may offer it for long: it opens nothing.
  await page.goto(`${server.url}/fr/me/security`);
  await page.getByRole("button", { name: "Retirer" }).click();
  await expect(page.getByText("Aucune clé d’accès pour l’instant.")).toBeVisible();
  await signOut(page, server);
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "n’a pas pu être vérifiée" })).toBeVisible();

  // Whoever says no to the device is told so.
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Aucune clé d’accès n’a été utilisée" })).toBeVisible();
  await server.dispose();
});

test("@js the office opens with a passkey, and with a code from paper when it is lost", async ({ page }) => {
  const server = await named(["--require-second-step"]);
  const { session, authenticatorId } = await plugIn(page);
  await signIn(server, page, DEMO.coordinator);
  await expect(page).toHaveURL(/\/fr\/second-step$/);
  await page.goto(`${server.url}/fr/coordinator`);
  await expect(page).toHaveURL(/\/fr\/second-step\?next=/);
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
  await expect(page).toHaveURL(/\/fr\/me\/security/);
  const codes = await makeCodes(page);
  await page.goto(`${server.url}/fr/coordinator`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aujourd’hui");

  await signOut(page, server);
  await signIn(server, page, DEMO.coordinator);
  await page.goto(`${server.url}/fr/coordinator/people`);
  await page.getByRole("button", { name: "Utiliser ma clé d’accès" }).click();
  await expect(page).toHaveURL(/\/fr\/coordinator\/people$/);

  // A passkey alone is both steps.
  await signOut(page, server);
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await expect(page).toHaveURL(/\/fr\/coordinator$/);

  await session.send("WebAuthn.clearCredentials", { authenticatorId });
  await signOut(page, server);
  await signIn(server, page, DEMO.coordinator);
  await page.goto(`${server.url}/fr/coordinator`);
  await page.getByLabel("Code de secours").fill("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  // A document: the browser sends the form by itself.
  const use = page.getByRole("button", { name: "Utiliser ce code" });
  const [refused] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST"), use.click()]);
  expect(refused.status()).toBe(422);
  await expect(page.getByLabel("Code de secours")).toHaveAccessibleDescription(/Ce code n’est pas/);
  await page.getByLabel("Code de secours").fill((codes[0] ?? "").toLowerCase());
  await page.getByRole("button", { name: "Utiliser ce code" }).click();
  await expect(page).toHaveURL(/\/fr\/coordinator$/);
  await page.goto(`${server.url}/fr/me/security`);
  await expect(page.getByText("Il vous reste 9 codes.")).toBeVisible();
  await server.dispose();
});

test("@js two administrators let somebody in again, and neither alone", async ({ page, visitor }) => {
  const server = await named();
  operate(server, ["user", "role", DEMO.coordinator, "administrator"]);
  await plugIn(page);
  await signIn(server, page, DEMO.mentor);
  await addPasskey(page, server, "perdu");

  const [one, two] = [await visitor(), await visitor()];
  await signIn(server, one, DEMO.admin);
  await one.goto(`${server.url}/fr/admin/second-step`);
  await one.getByLabel("Adresse de la personne").fill(DEMO.mentor);
  await one.getByRole("button", { name: "Demander" }).click();
  const waits = (of: Page) => of.getByRole("listitem").filter({ hasText: DEMO.mentor });
  await expect(waits(one)).toContainText("À confirmer par une autre personne");

  await signIn(server, two, DEMO.coordinator);
  await two.goto(`${server.url}/fr/admin/second-step`);
  await waits(two).getByRole("button", { name: "Confirmer" }).click();
  await expect(two.getByText("Rien n’est en attente.")).toBeVisible();

  await lastMail(server, DEMO.mentor, /Vos clés d’accès ont été retirées/);
  const answer = await page.goto(`${server.url}/fr/home`);
  expect(answer?.status()).toBe(401);
  await signIn(server, page, DEMO.mentor);
  await page.goto(`${server.url}/fr/me/security`);
  await expect(page.getByText("Aucune clé d’accès pour l’instant.")).toBeVisible();
  await server.dispose();
});
