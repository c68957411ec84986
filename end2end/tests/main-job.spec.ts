// The main job: from signing up to a signed charter and a pledge, with a wrong input in each form on the way.
import type { Page } from "@playwright/test";
import type { Member, Trade } from "../support/members.ts";
import type { Server } from "../support/server.ts";
import {
  accepted, bell, expect, expectProblem, findMentor, followMail, joinAsMentor, lastMail, mailTo, send, someone, test,
} from "../support/test.ts";

// Wrong input is refused with a status of its own.
test.use({ expectedFailures: [/\/api\/(accounts|profiles|matching|mentorships|circle)\//] });

/** What this mentee needs and only the mentors of this test have. */
const LEATHER: Trade = { expertise: ["SUCCESSION", "TURNAROUND", "FRANCHISE"], sector: "LEATHER", region: "MA-11" };
const MESSAGE = "Bonjour, je reprends l’atelier de mon père à Laâyoune et je voudrais vendre en Europe. Puis-je vous parler ?";
const AIMS = "Trouver trois clients en Allemagne et ouvrir l’atelier de Laâyoune.";

test("a newcomer finds a mentor, both sign the charter, and the mentee promises to help in turn", async ({ page, visitor, server }) => {
  test.setTimeout(120_000);
  const [asked, other] = [await visitor(), await visitor()];
  const mentor = await joinAsMentor(server, asked, "Mounir", 3, LEATHER);
  const second = await joinAsMentor(server, other, "Aziza", 1, LEATHER);

  const mentee = await test.step("signs up", () => signUp(server, page));
  await test.step("fills in a profile and a project", () => describe(page, mentee));
  await test.step("sees why a mentor fits", () => compare(page, mentor, second));
  await test.step("asks two mentors", async () => {
    await askMentor(page, mentor);
    await findMentor(server, page, second);
    await askMentor(page, second);
  });
  await test.step("is accepted by the first", () => accept(server, asked, mentee, mentor));
  await test.step("is no more waited for by the second", () => othersAreTold(server, other, mentee, second));
  const home = await test.step("writes the terms of the charter", () => writeTerms(server, page, mentor, mentee));
  await test.step("signs with the mentor, who changed the terms", () => signBoth(server, page, asked, home, mentee, mentor));
  await test.step("makes the pledge", () => pledge(server, page, asked, home, mentee, mentor));
  await test.step("signs other terms later on", () => changeTerms(page, asked, home));
});

async function signUp(server: Server, page: Page): Promise<Member> {
  const who = someone("Rania");
  await page.goto("/fr");
  await page.locator('main a[href="/fr/sign-up?as=mentee"]').first().click();
  await expect(page.getByRole("radio", { name: "trouver un mentor" })).toBeChecked();
  await page.getByLabel("Prénom", { exact: true }).fill(who.given);
  await page.getByLabel("Nom", { exact: true }).fill(who.family);
  await page.getByLabel("Adresse électronique").fill("rania chez example");
  expect(await send(page, "Créer mon compte")).toBe(422);
  await expectProblem(page.getByLabel("Adresse électronique"), /Écrivez une adresse complète/);
  await expect(page.getByLabel("Adresse électronique")).toHaveValue("rania chez example");
  await expect(page.getByLabel("Nom", { exact: true })).toHaveValue(who.family);
  await page.getByLabel("Adresse électronique").fill(who.email);
  expect(await send(page, "Créer mon compte")).toBe(accepted());
  await followMail(server, page, who.email, /Confirmez votre adresse/);
  return who;
}

/** Each step is sent once with something wrong in it, then rightly. */
async function describe(page: Page, who: Member): Promise<void> {
  const goOn = () => send(page, "Continuer");
  // Home leads to the first step that is still open; which sides somebody wants was said when signing up.
  await page.getByRole("link", { name: /Compléter mon profil/ }).click();
  await expect(page).toHaveURL(/\/profile\/who$/);
  await page.goto("/fr/profile");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Que souhaitez-vous ici/);
  const side = page.getByRole("checkbox", { name: /Être accompagné par un mentor/ });
  await side.uncheck();
  expect(await goOn()).toBe(422);
  await expect(page.getByRole("group", { name: /Que souhaitez-vous ici/ })).toHaveAccessibleDescription(/au moins une des deux réponses/);
  await side.check();
  expect(await goOn()).toBe(accepted());

  await expect(page).toHaveURL(/\/profile\/who$/);
  await expect(page.getByLabel(/^Nom facultatif/)).toHaveValue(who.family);
  await page.getByLabel(/^Votre activité/).fill("Maroquinerie de voyage");
  await page.getByLabel(/^Téléphone/).fill("chez ma tante");
  expect(await goOn()).toBe(422);
  await expectProblem(page.getByLabel(/^Téléphone/), /Écrivez un numéro complet/);
  await expect(page.getByLabel(/^Votre activité/)).toHaveValue("Maroquinerie de voyage");
  await page.getByLabel(/^Téléphone/).fill("+212 6 12 34 56 78");
  expect(await goOn()).toBe(accepted());

  await expect(page).toHaveURL(/\/profile\/place$/);
  await page.getByLabel("Ville").fill("Lyon");
  expect(await goOn()).toBe(422);
  await expectProblem(page.getByLabel("Pays", { exact: true }), /Remplissez ce champ/);
  await expect(page.getByRole("group", { name: "Langues", exact: true })).toHaveAccessibleDescription(/au moins une langue/);
  await expect(page.getByLabel("Ville")).toHaveValue("Lyon");
  await page.getByLabel("Pays", { exact: true }).selectOption({ label: "France" });
  await page.getByLabel("Français").selectOption({ label: "Courant" });
  expect(await goOn()).toBe(accepted());

  await expect(page).toHaveURL(/\/profile\/project$/);
  await page.getByLabel("Nom du projet").fill("Cuir du Sud");
  await page.getByLabel("Où en êtes-vous").selectOption({ label: "Démarrage" });
  await page.getByLabel(/^Secteur/).selectOption(LEATHER.sector);
  await page.getByLabel(/^Région visée/).selectOption(LEATHER.region);
  await page.getByLabel(/^Investissement prévu/).fill("beaucoup");
  for (const [family, need] of [
    ["Stratégie et pilotage", "Transmission et reprise d'entreprise"],
    ["Marketing et vente", "Franchise"],
  ] as const) {
    await page.getByRole("group").getByText(family).click();
    await page.getByRole("checkbox", { name: need }).check();
  }
  await page.getByRole("checkbox", { name: "Redressement et gestion de crise" }).check();
  expect(await goOn()).toBe(422);
  await expectProblem(page.getByLabel(/^Investissement prévu/), /Écrivez un montant en chiffres/);
  await expect(page.getByLabel(/^Investissement prévu/)).toHaveValue("beaucoup");
  await expect(page.getByLabel("Nom du projet")).toHaveValue("Cuir du Sud");
  await expect(page.getByLabel(/^Secteur/)).toHaveValue(LEATHER.sector);
  await expect(page.getByRole("checkbox", { name: "Franchise" })).toBeChecked();
  await page.getByLabel(/^Investissement prévu/).fill("1 200 000");
  expect(await goOn()).toBe(accepted());

  await expect(page).toHaveURL(/\/profile\/ties$/);
  await page.getByRole("checkbox", { name: "Laâyoune-Sakia El Hamra" }).check();
  await page.getByLabel(/^Entreprise/).fill("Cuir ".repeat(30));
  expect(await goOn()).toBe(422);
  await expectProblem(page.getByLabel(/^Entreprise/), /Raccourcissez à 120 caractères/);
  await expect(page.getByRole("checkbox", { name: "Laâyoune-Sakia El Hamra" })).toBeChecked();
  await page.getByLabel(/^Entreprise/).fill("Cuir du Sud");
  expect(await goOn()).toBe(accepted());

  // Nothing that a browser lets one type or tick is wrong in the last step.
  await expect(page).toHaveURL(/\/profile\/time$/);
  await page.getByRole("group", { name: "Lundi" }).getByRole("checkbox", { name: "Soir" }).check();
  await page.getByLabel(/^Quelques mots/).fill("Je reprends l’atelier de mon père.");
  expect(await goOn()).toBe(accepted());
  // A photo is asked for last, and not needed. Then come the mentors.
  await expect(page).toHaveURL(/\/profile\/photo$/);
  await page.getByRole("button", { name: "Terminer" }).click();
  await expect(page).toHaveURL(/\/fr\/mentorship$/);
  await page.goto("/fr/me");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(who.name);
}

async function compare(page: Page, mentor: Member, second: Member): Promise<void> {
  await page.getByRole("link", { name: "Mentorat", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 mentors pour Cuir du Sud");
  const best = page.getByRole("article", { name: mentor.name });
  await expect(best).toContainText("6 de vos 6 critères");
  await expect(best.getByRole("heading", { name: new RegExp(`Pourquoi ${mentor.given}\\s\\?`) })).toBeVisible();
  await expect(best.getByRole("listitem")).toHaveCount(3);
  await expect(best.getByRole("listitem").first()).toContainText("3 de vos 3 besoins");
  await expect(page.getByRole("link", { name: second.name })).toContainText("6 critères sur 6");

  await best.getByRole("link", { name: "Profil" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(mentor.name);
  await expect(page.getByRole("heading", { name: new RegExp(`Pourquoi ${mentor.given}\\s\\?`) })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Cuir et chaussure");
  await expect(page.getByRole("main")).toContainText("3 sur 3");
  // How to reach somebody is for a pair to know.
  await expect(page.getByRole("main")).not.toContainText(mentor.email);
}

/** From a mentor's page. */
async function askMentor(page: Page, mentor: Member): Promise<void> {
  await page.getByRole("link", { name: `Demander à ${mentor.given}` }).click();
  await page.getByLabel("Votre message").fill("Bonjour !");
  expect(await send(page, "Envoyer la demande")).toBe(422);
  await expectProblem(page.getByLabel("Votre message"), /Écrivez au moins 30 caractères/);
  await expect(page.getByLabel("Votre message")).toHaveValue("Bonjour !");
  await page.getByLabel("Votre message").fill(MESSAGE);
  expect(await send(page, "Envoyer la demande")).toBe(accepted());
  await expect(page).toHaveURL(/\/requests\/[0-9a-f-]+(\?|$)/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Demande à ${mentor.given}`);
  await expect(page.getByText(/Réponse au plus tard/)).toBeVisible();
}

/** The mentor, told by bell and mail, accepts. The window is a phone's, as everywhere here. */
async function accept(server: Server, page: Page, mentee: Member, mentor: Member): Promise<void> {
  const mail = await lastMail(server, mentor.email, /vous demande un mentorat/);
  expect(mail.text).toContain(mentee.name);
  await page.goto("/fr/home");
  await expect(bell(page)).toHaveAccessibleName(/Notifications\s: 1 non lue/);
  await bell(page).click();
  await page.getByRole("link", { name: `${mentee.name} vous demande un mentorat.` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Demande de ${mentee.given}`);
  expect(new URL(page.url()).pathname).toBe(new URL(mail.links[0] ?? "").pathname);
  await expect(page.getByText(MESSAGE)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Cuir du Sud");
  await expect(page.getByRole("main")).not.toContainText(mentee.email);
  expect(await send(page, `Accompagner ${mentee.given}`)).toBe(accepted());
  await expect(page).toHaveURL(/\/mentorships\/[0-9a-f-]+$/);
  await expect(page.getByRole("main")).toContainText(mentee.email);
}

async function othersAreTold(server: Server, page: Page, mentee: Member, mentor: Member): Promise<void> {
  // One mail when asked, one now.
  await lastMail(server, mentor.email, /a trouvé un autre mentor/);
  await page.goto("/fr/notices");
  const told = page.getByRole("link", { name: `${mentee.name} a trouvé un autre mentor. Rien à faire pour vous.` });
  await expect(told).toBeVisible();
  await told.click();
  await expect(page.getByRole("main")).toContainText("Retirée");
  await expect(page.getByRole("main")).toContainText("Un autre mentor a accepté");
  await expect(page.getByRole("button", { name: /Accompagner/ })).toHaveCount(0);
}

/** Says the path of the mentorship. */
async function writeTerms(server: Server, page: Page, mentor: Member, mentee: Member): Promise<string> {
  await lastMail(server, mentee.email, /a accepté votre demande/);
  await page.goto("/fr/home");
  await expect(bell(page)).toHaveAccessibleName(/Notifications\s: 1 non lue/);
  await bell(page).click();
  await expect(page.getByText(`${mentor.name} a accepté votre demande. La charte vient ensuite.`)).toBeVisible();
  expect(await send(page, "Tout marquer comme lu")).toBe(accepted());
  await expect(bell(page)).toHaveAccessibleName("Notifications");

  await page.goto("/fr/mentorship");
  await expect(nextStep(page)).toContainText("Écrire vos objectifs");
  await nextStep(page).getByRole("link", { name: "Écrire les modalités" }).click();
  await page.getByLabel("Objectifs").fill("Bien !");
  await page.getByLabel("Durée en mois").fill("40");
  expect(await send(page, "Proposer ces modalités")).toBe(422);
  await expectProblem(page.getByLabel("Objectifs"), /au moins 10 caractères/);
  await expectProblem(page.getByLabel("Durée en mois"), /de 3 à 18/);
  await expect(page.getByLabel("Durée en mois")).toHaveValue("40");
  await page.getByLabel("Objectifs").fill(AIMS);
  await page.getByLabel("Durée en mois").fill("9");
  expect(await send(page, "Proposer ces modalités")).toBe(accepted());

  await expect(page).toHaveURL(/\/mentorships\/[0-9a-f-]+\/charter$/);
  await expect(page.getByRole("main")).toContainText(AIMS);
  await expect(page.getByText("Signature attendue")).toHaveCount(2);
  const home = new URL(page.url()).pathname.replace(/\/charter$/, "");
  expect(await send(page, "Signer cette charte")).toBe(accepted());
  await expect(nextStep(page)).toContainText(/La signature de .* est attendue/);
  return home;
}

/** The mentor changes the terms, so that the mentee's first signature no longer holds, and both sign again. */
async function signBoth(server: Server, page: Page, mentorsPage: Page, home: string, mentee: Member, mentor: Member): Promise<void> {
  await mentorsPage.goto("/fr/home");
  await expect(nextStep(mentorsPage)).toContainText("Signer la charte");
  await nextStep(mentorsPage).getByRole("link", { name: "Lire et signer" }).click();
  await mentorsPage.getByRole("link", { name: "Changer les modalités" }).click();
  await mentorsPage.getByLabel("Durée en mois").fill("6");
  expect(await send(mentorsPage, "Proposer ces modalités")).toBe(accepted());
  await expect(mentorsPage).toHaveURL(/\/charter$/);
  await expect(mentorsPage.getByText("Signature attendue")).toHaveCount(2);
  expect(await send(mentorsPage, "Signer cette charte")).toBe(accepted());
  await expect(nextStep(mentorsPage)).toContainText(/La signature de .* est attendue/);

  await page.goto("/fr/notices");
  await expect(page.getByText(`${mentor.name} propose d’autres modalités`)).toBeVisible();
  await expect(page.getByText(`${mentor.name} a signé la charte. À vous de signer.`)).toBeVisible();
  await page.goto(home);
  await nextStep(page).getByRole("link", { name: "Lire et signer" }).click();
  await expect(page.getByRole("main")).toContainText("Version 2 de vos modalités");
  await expect(page.getByText("Signature attendue")).toHaveCount(1);
  expect(await send(page, "Signer cette charte")).toBe(accepted());
  await expect(nextStep(page)).toContainText("Faire votre promesse");

  await mentorsPage.goto("/fr/notices");
  await expect(mentorsPage.getByText(`${mentee.name} a signé\u00a0: votre charte est conclue.`)).toBeVisible();
  await mentorsPage.goto(`${home}/charter`);
  await expect(mentorsPage.getByText(/Signé le/)).toHaveCount(2);
}

async function pledge(server: Server, page: Page, mentorsPage: Page, home: string, mentee: Member, mentor: Member): Promise<void> {
  const told = mailTo(server, mentor.email).length;
  await nextStep(page).getByRole("link", { name: "Dire comment j’aiderai" }).click();
  await page.getByLabel(/Comment aiderez-vous/).selectOption({ label: "Des heures de mentorat" });
  await page.getByLabel(/^Nombre d’heures/).fill("20");
  await page.getByLabel(/Pour quand/).fill("2020-01-31");
  expect(await send(page, "Faire cette promesse")).toBe(422);
  await expectProblem(page.getByLabel(/Pour quand/), /Choisissez une date à venir/);
  await expect(page.getByLabel(/^Nombre d’heures/)).toHaveValue("20");
  await expect(page.getByLabel(/Pour quand/)).toHaveValue("2020-01-31");
  const inAYear = new Date(Date.now() + 360 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(/Pour quand/).fill(inAYear);
  expect(await send(page, "Faire cette promesse")).toBe(accepted());

  await page.goto(home);
  await expect(nextStep(page)).toContainText("Fixer la première rencontre");
  await expect(page.getByRole("main")).toContainText(mentor.email);
  await expect(page.getByRole("link", { name: /Votre promesse/ })).toContainText("20 heures à donner");
  await expect(page.getByRole("heading", { name: "Chronologie" })).toBeVisible();
  await expect(page.getByText("Promesse faite")).toBeVisible();
  await page.getByRole("link", { name: "Chaîne", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("La chaîne");
  await expect(page.getByRole("listitem").filter({ hasText: mentor.name })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: mentee.name })).toContainText("Vous");
  await expect(page.getByRole("main")).toContainText("20 heures à donner");

  await mentorsPage.goto("/fr/notices");
  await expect(mentorsPage.getByText(`${mentee.name} a fait sa promesse. Place à la première rencontre.`)).toBeVisible();
  await lastMail(server, mentor.email, /./, told);
}

/** Terms both signed stay in force, and are kept, while the two sign other ones. */
async function changeTerms(page: Page, mentorsPage: Page, home: string): Promise<void> {
  await page.goto(`${home}/terms`);
  await page.getByLabel("Durée en mois").fill("12");
  expect(await send(page, "Proposer ces modalités")).toBe(accepted());
  await expect(page).toHaveURL(/\/charter$/);
  await expect(page.getByText(/La version 2, signée à deux le .*, reste en vigueur/)).toBeVisible();
  expect(await send(page, "Signer cette charte")).toBe(accepted());
  await expect(nextStep(page)).toContainText("restent en vigueur");

  await mentorsPage.goto(home);
  await expect(nextStep(mentorsPage)).toContainText("Signer les nouvelles modalités");
  await nextStep(mentorsPage).getByRole("link", { name: "Lire et signer" }).click();
  expect(await send(mentorsPage, "Signer cette charte")).toBe(accepted());
  await expect(nextStep(mentorsPage)).toContainText("Fixer la première rencontre");
  await mentorsPage.goto(`${home}/charter`);
  await expect(mentorsPage.getByText(/reste en vigueur/)).toHaveCount(0);
  const kept = mentorsPage.getByRole("group").filter({ hasText: "Version 2, signée à deux le" });
  await kept.getByText("Version 2, signée à deux le").click();
  await expect(kept.getByText(/Signé le/).first()).toBeVisible();
}

function nextStep(page: Page) {
  return page.getByRole("region").filter({ hasText: "Prochaine étape" });
}
