// Coming in and going out: by password, by mail link, and what is said when it does not work.
import type { Page } from "@playwright/test";
import type { Server } from "../support/server.ts";
import {
  DEMO, accepted, attempt, expect, expectProblem, followMail, join, lastMail, mailTo, send, someone, test,
} from "../support/test.ts";

// Wrong input is refused with a status of its own.
// A page that is open when its sign-in ends asks once more, and is told so.
test.use({ expectedFailures: [/\/api\/(accounts\/|home\/show)/] });

const PASSWORD = "quatre mots sans lien";

/** Signs up through the page. */
async function signUp(page: Page, who = someone("Imane")) {
  await page.goto("/fr/sign-up");
  await page.getByRole("radio", { name: "trouver un mentor" }).check();
  await page.getByLabel("Prénom", { exact: true }).fill(who.given);
  await page.getByLabel("Nom", { exact: true }).fill(who.family);
  await page.getByLabel("Adresse électronique").fill(who.email);
  expect(await send(page, "Créer mon compte")).toBe(accepted());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez vos courriels");
  await expect(page.getByText(`Un message vient de partir vers ${who.email}`)).toBeVisible();
  return who;
}

/** Opens the link of the sign-up and chooses a password there. */
async function confirmWith(page: Page, server: Server, email: string, password: string): Promise<string> {
  const { links } = await lastMail(server, email, /Confirmez votre adresse/);
  await page.goto(links[0] ?? "");
  await page.getByLabel(/^Mot de passe/).fill(password);
  expect(await send(page, "Confirmer")).toBe(accepted());
  await expect(page).toHaveURL(/\/fr\/home$/);
  return links[0] ?? "";
}

async function tryPassword(page: Page, email: string, password: string): Promise<number> {
  await page.goto("/fr/sign-in");
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  return await send(page, /^Se connecter$/);
}

async function askForSignInLink(page: Page, server: Server, email: string): Promise<void> {
  const subject = /Votre lien de connexion/;
  const known = mailTo(server, email).filter((mail) => subject.test(mail.subject)).length;
  await page.goto("/fr/sign-in-link");
  await page.getByLabel("Adresse électronique").fill(email);
  expect(await send(page, "Envoyer le lien")).toBe(accepted());
  await followMail(server, page, email, subject, known);
}

async function expectSignedOut(page: Page): Promise<void> {
  const answer = await page.goto("/fr/home");
  expect(answer?.status()).toBe(401);
  await expect(page.getByText("Connectez-vous pour continuer.")).toBeVisible();
}

test("somebody signs up, confirms the address with a password and is signed in", async ({ page, server }) => {
  const who = await signUp(page);
  const { links } = await lastMail(server, who.email, /Confirmez votre adresse/);
  await page.goto(links[0] ?? "");
  await expect(page.getByText(`Pour ${who.email}`)).toBeVisible();
  await expect(page.getByText(`${who.name}, vous rejoignez le programme pour trouver un mentor.`)).toBeVisible();
  await page.getByLabel(/^Mot de passe/).fill("court");
  expect(await send(page, "Confirmer")).toBe(422);
  await expectProblem(page.getByLabel(/^Mot de passe/), /au moins 12 caractères/);
  const link = await confirmWith(page, server, who.email, PASSWORD);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bonjour ${who.given}`);

  const again = await page.goto(link);
  expect(again?.status()).toBe(409);
  await expect(page.getByText(/Il a déjà servi/)).toBeVisible();
  await page.getByLabel("Adresse électronique").fill(who.email);
  expect(await send(page, "Envoyer le lien")).toBe(accepted());
  await lastMail(server, who.email, /Votre lien de connexion/);
});

test("a mistyped address is corrected where the mail is waited for", async ({ page, server }) => {
  const wrong = someone("Imnae");
  const right = someone("Imane");
  await signUp(page, wrong);
  await page.getByLabel("Adresse électronique").fill(right.email);
  expect(await send(page, "Renvoyer")).toBe(accepted());
  await expect(page.getByText(`C’est renvoyé. Un message vient de partir vers ${right.email}`)).toBeVisible();
  await followMail(server, page, right.email, /Confirmez votre adresse/);
});

test("nobody is signed in before the address is confirmed", async ({ page, server }) => {
  const who = await signUp(page);
  expect(await tryPassword(page, who.email, PASSWORD)).toBe(409);
  await expect(page.locator("#errors")).toContainText("L’adresse ou le mot de passe ne convient pas.");
  await followMail(server, page, who.email, /Confirmez votre adresse/);
});

test("what is wrong with a sign-up is said beside the fields, and what was typed stays", async ({ page }) => {
  await page.goto("/fr/sign-up");
  await page.getByRole("radio", { name: "devenir mentor", exact: true }).check();
  await page.getByLabel("Prénom", { exact: true }).fill("Imane");
  await page.getByLabel("Adresse électronique").fill("imane@");
  expect(await send(page, "Créer mon compte")).toBe(422);
  await expectProblem(page.getByLabel("Nom", { exact: true }), /Remplissez ce champ/);
  await expectProblem(page.getByLabel("Adresse électronique"), /Écrivez une adresse complète/);
  await expect(page.getByLabel("Prénom", { exact: true })).toHaveValue("Imane");
  await expect(page.getByLabel("Adresse électronique")).toHaveValue("imane@");
  await expect(page.getByRole("radio", { name: "devenir mentor", exact: true })).toBeChecked();
});

test("somebody signs up and in by mail links alone", async ({ page, server }) => {
  const who = await signUp(page, someone("Yassir"));
  await followMail(server, page, who.email, /Confirmez votre adresse/);
  await page.goto("/fr/me");
  expect(await send(page, "Se déconnecter")).toBe(accepted());
  await expect(page).toHaveURL(/\/fr\/?$/);
  await expectSignedOut(page);
  await askForSignInLink(page, server, who.email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Yassir");
});

test("an address without account gets the same answer, and a mail that says so", async ({ page, server }) => {
  const { email } = someone("Personne");
  await page.goto("/fr/sign-in-link");
  await page.getByLabel("Adresse électronique").fill(email);
  expect(await send(page, "Envoyer le lien")).toBe(accepted());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez vos courriels");
  await lastMail(server, email, /Pas de compte à cette adresse/);
});

test("a wrong password gets a sentence, and the address stays typed", async ({ page }) => {
  expect(await tryPassword(page, DEMO.mentee, "pas le bon mot")).toBe(409);
  await expect(page.locator("#errors")).toContainText("L’adresse ou le mot de passe ne convient pas.");
  await expect(page.getByLabel("Adresse électronique")).toHaveValue(DEMO.mentee);
  await expectSignedOut(page);
});

test("a forgotten password is replaced by way of a mail", async ({ page, visitor, server }) => {
  const who = await signUp(page);
  await confirmWith(page, server, who.email, PASSWORD);

  const other = await visitor();
  await other.goto("/fr/sign-in");
  await other.getByRole("link", { name: "Mot de passe oublié" }).click();
  await other.getByLabel("Adresse électronique").fill(who.email);
  expect(await send(other, "Envoyer le lien")).toBe(accepted());
  const { links } = await lastMail(server, who.email, /Choisir un autre mot de passe/);
  await other.goto(links[0] ?? "");
  await other.getByLabel("Nouveau mot de passe").fill("trop court");
  expect(await send(other, "Enregistrer le mot de passe")).toBe(422);
  await expectProblem(other.getByLabel("Nouveau mot de passe"), /au moins 12 caractères/);
  await other.getByLabel("Nouveau mot de passe").fill("cinq mots plus longs encore");
  expect(await send(other, "Enregistrer le mot de passe")).toBe(accepted());
  await expect(other).toHaveURL(/\/fr\/home$/);
  await lastMail(server, who.email, /Votre mot de passe a changé/);

  // Whoever was signed in with the old one is not any more.
  await expectSignedOut(page);
  expect(await tryPassword(page, who.email, PASSWORD)).toBe(409);
  expect(await tryPassword(page, who.email, "cinq mots plus longs encore")).toBe(accepted());
  await expect(page).toHaveURL(/\/fr\/home$/);
});

test("one's sign-ins are listed, and any of them can be ended", async ({ page, visitor, server }) => {
  const who = await join(server, page, "Souad", "mentee");
  const other = await visitor();
  await askForSignInLink(other, server, who.email);

  await page.goto("/fr/me");
  await page.getByRole("link", { name: "Appareils connectés" }).click();
  const lines = page.getByRole("main").getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.filter({ hasText: "cet appareil" })).toHaveCount(1);
  expect(await send(page, "Fermer")).toBe(accepted());
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText("cet appareil");
  await expectSignedOut(other);

  await askForSignInLink(other, server, who.email);
  await other.goto("/fr/me/sign-ins");
  expect(await send(other, "Se déconnecter partout")).toBe(accepted());
  await expect(other).toHaveURL(/\/fr\/?$/);
  await expectSignedOut(other);
  await expectSignedOut(page);
});

test("after ten wrong passwords there is a wait, even for the right one", async ({ page, server }) => {
  const who = await signUp(page);
  await confirmWith(page, server, who.email, PASSWORD);
  for (let time = 1; time <= 10; time++) {
    const answer = await attempt(server, page, "accounts/sign_in", { email: who.email, password: `essai numéro ${time}` });
    expect(answer.status(), `try ${time}`).toBe(409);
  }
  expect(await tryPassword(page, who.email, PASSWORD)).toBe(429);
  await expect(page.locator("#errors")).toContainText(/Trop d’essais\. Réessayez dans \d+ minutes?\./);
  await expect(page.getByLabel("Adresse électronique")).toHaveValue(who.email);
});
