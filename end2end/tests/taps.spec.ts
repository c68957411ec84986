// How many taps it takes from the landing page to the first request: every link, button, box, choice and field that is
// touched counts one; letters that are typed into a field do not.
import type { Locator, Page } from "@playwright/test";
import type { Trade } from "../support/members.ts";
import { awake, expect, joinAsMentor, lastMail, someone, test } from "../support/test.ts";

const AT_MOST = 25;
/** What only the mentor of this test offers. */
const LEATHER: Trade = { expertise: ["SUCCESSION"], sector: "LEATHER", region: "MA-11" };
const MESSAGE = "Bonjour, je reprends l’atelier de mon père et je voudrais vendre en Europe. Puis-je vous parler ?";

class Finger {
  taps = 0;

  async tap(target: Locator): Promise<void> {
    await awake(target);
    await target.click();
    this.taps++;
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.taps++;
  }

  async choose(field: Locator, option: string): Promise<void> {
    await field.selectOption({ label: option });
    this.taps++;
  }
}

test("from the landing page to the request sent in at most 25 taps", async ({ page, visitor, server }) => {
  test.setTimeout(120_000);
  await joinAsMentor(server, await visitor(), "Mounir", 3, LEATHER);
  const finger = new Finger();
  const who = someone("Rania");

  await page.goto("/fr");
  await finger.tap(page.locator('main a[href="/fr/sign-up?as=mentee"]').first());
  await finger.type(page.getByLabel("Prénom", { exact: true }), who.given);
  await finger.type(page.getByLabel("Nom", { exact: true }), who.family);
  await finger.type(page.getByLabel("Adresse électronique"), who.email);
  await finger.tap(page.getByRole("button", { name: "Créer mon compte" }));
  await expect(page).toHaveURL(/\/check-mail/);

  const { links } = await lastMail(server, who.email, /Confirmez votre adresse/);
  await page.goto(links[0] ?? "");
  finger.taps++;
  await finger.tap(page.locator("main").getByRole("button", { name: /^Confirmer/ }));
  await expect(page).toHaveURL(/\/fr\/(home|profile\/)/);
  if (page.url().includes("/home")) await finger.tap(page.getByRole("link", { name: /Compléter mon profil/ }));

  await fillIn(page, finger);
  await expect(page).toHaveURL(/\/fr\/mentorship/);
  await finger.tap(page.getByRole("article").getByRole("link", { name: /^Demander à/ }));
  await finger.type(page.getByLabel("Votre message"), MESSAGE);
  await finger.tap(page.locator("main").getByRole("button", { name: "Envoyer la demande" }));
  await expect(page.getByText(/Réponse au plus tard/)).toBeVisible();
  test.info().annotations.push({ type: "taps", description: `${finger.taps}` });
  expect(finger.taps).toBeLessThanOrEqual(AT_MOST);
});

/** The steps of the profile, each with what it cannot do without. */
async function fillIn(page: Page, finger: Finger): Promise<void> {
  for (;;) {
    await expect(page).toHaveURL(/\/fr\/(profile\/|mentorship)/);
    const step = /\/profile\/(\w+)/.exec(page.url())?.[1];
    if (step === undefined) return;
    if (step === "place") {
      await finger.choose(page.getByLabel("Pays", { exact: true }), "France");
      await finger.type(page.getByLabel("Ville"), "Lyon");
      await finger.choose(page.getByLabel("Français"), "Courant");
    }
    if (step === "project") {
      await finger.type(page.getByLabel("Nom du projet"), "Cuir du Sud");
      await finger.choose(page.getByLabel("Où en êtes-vous"), "Démarrage");
      await finger.tap(page.getByRole("group").getByText("Stratégie et pilotage"));
      const need = page.getByRole("checkbox", { name: "Transmission et reprise d'entreprise" });
      await need.check();
      finger.taps++;
    }
    await finger.tap(page.locator("main").getByRole("button", { name: /^(Continuer|Terminer)/ }));
    await expect(page).not.toHaveURL(new RegExp(`/profile/${step}`));
  }
}
