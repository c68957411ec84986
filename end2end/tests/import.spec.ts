// A coordinator brings in a list of people: looked at first, then imported, with what is wrong said row by row.
import { readFileSync } from "node:fs";
import { join as path } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { ROOT, type Server } from "../support/server.ts";
import { DEMO, desktop, expect, mailTo, signIn, test } from "../support/test.ts";

test.use(desktop);

const MENTORS = path(ROOT, "backend/tests/fixtures/people/mentors.csv");
/** What is in that file. */
const IMPORTED = 291;
const REJECTED = 7;

type File = Parameters<Locator["setInputFiles"]>[0];
type Mode = "Importer" | "Vérifier sans rien écrire";

/** Sends a file of mentors, and says with which status the page that follows was answered. */
async function upload(server: Server, page: Page, file: File, mode: Mode): Promise<number> {
  await page.goto(`${server.url}/fr/coordinator/import`);
  await page.locator('input[name="file"]').setInputFiles(file);
  await page.getByRole("radio", { name: "Mentors" }).check();
  await page.getByRole("radio", { name: mode }).check();
  const [shown] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    // The answer has come before its page has taken this one's place.
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Envoyer le fichier" }).click(),
  ]);
  return shown.status();
}

/** The figures of the report: a term and its number. */
async function expectFigures(page: Page, figures: Record<string, number>): Promise<void> {
  for (const [name, count] of Object.entries(figures)) {
    const term = page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    await expect(term.locator("xpath=following-sibling::dd")).toHaveText(`${count}`);
  }
}

async function membersFound(server: Server, page: Page, search: string): Promise<string | null> {
  await page.goto(`${server.url}/fr/coordinator/people?q=${search}`);
  return await page.getByRole("main").textContent();
}

test("a file is checked, imported once, and its rejected rows come back to be corrected", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await upload(server, page, MENTORS, "Vérifier sans rien écrire");
  await expect(page.getByText(/Rien n’a été écrit/)).toBeVisible();
  await expectFigures(page, { Lignes: 300, Importées: IMPORTED, "À vérifier": 3, "Déjà présentes": 2, Rejetées: REJECTED });
  expect(await membersFound(server, page, "samira.tahiri@example.com")).toContain("Rien ne correspond");

  await upload(server, page, MENTORS, "Importer");
  await expect(page.getByText(/Rien n’a été écrit/)).toHaveCount(0);
  await expectFigures(page, { Lignes: 300, Importées: IMPORTED, "À vérifier": 3, "Déjà présentes": 2, Rejetées: REJECTED });
  await expectRejectedRows(page);
  const report = page.url();

  await upload(server, page, MENTORS, "Importer");
  await expectFigures(page, { Lignes: 300, Importées: 0, "Déjà présentes": IMPORTED + 2, Rejetées: REJECTED });
  expect(await membersFound(server, page, "samira.tahiri@example.com")).toContain("(1 au total)");
  // Nobody is written to unless the coordinator says so.
  expect(mailTo(server, "samira.tahiri@example.com")).toEqual([]);

  await page.goto(`${server.url}/fr/coordinator/import`);
  await expect(page.getByRole("link", { name: /mentors\.csv/ })).toHaveCount(3);
  await page.goto(report);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Télécharger les lignes rejetées" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("mentors-rejected.csv");
  const rows = readFileSync(await download.path(), "utf8").trim().split("\n");
  expect(rows).toHaveLength(REJECTED + 1);
  expect(rows[0]).toContain("Motif du rejet");
  expect(rows.filter((row) => row.includes("Écrivez l’une des douze régions actuelles du Maroc."))).toHaveLength(1);
});

/** Each rejected row is named with the column and what to do. */
async function expectRejectedRows(page: Page): Promise<void> {
  for (const [row, column, sentence] of [
    [33, /Capacité/, /Écrivez un nombre entier/],
    [35, /./, /La ligne s’arrête trop tôt\s: \d+ cellules sur 20/],
    [36, /./, /La ligne s’arrête trop tôt/],
    [74, /Courriel/, /Il manque l’adresse électronique/],
    [135, /Courriel/, /Écrivez une adresse complète/],
    [277, /Date d.inscription/, /Cette date n’existe pas/],
    [301, /Région d.attache/, /Écrivez l’une des douze régions actuelles/],
  ] as const) {
    const line = page.getByRole("listitem").filter({ has: page.getByText(`Ligne ${row}`, { exact: true }) });
    await expect(line).toContainText(column);
    await expect(line).toContainText(sentence);
  }
}

test("a file that is no table is refused with a sentence", async ({ page, server }) => {
  await signIn(server, page, DEMO.coordinator);
  const letter = { name: "notes.csv", mimeType: "text/csv", buffer: Buffer.from("Chère Hajar,\nvoici la liste.\n") };
  expect(await upload(server, page, letter, "Importer")).toBe(422);
  await expect(page.getByText(/Aucun titre de colonne n’est reconnu|Il manque des colonnes/).first()).toBeVisible();
  const broken = { name: "liste.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0]) };
  expect(await upload(server, page, broken, "Vérifier sans rien écrire")).toBe(422);
  await expect(page.getByText(/Ce fichier est endommagé/).first()).toBeVisible();
  await expect(page.getByRole("term")).toHaveCount(0);
});

/** Two mentors, in two languages. */
const TWO = {
  name: "deux.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n" +
      "Amal;Sefrioui;amal.sefrioui@example.net;Maroc;Artisanat;français;Démarrage à l'export;2\n" +
      "Omar;Sefrioui;omar.sefrioui@example.net;Maroc;Artisanat;arabe;Démarrage à l'export;2\n",
  ),
};

test("what was checked is imported by one button, and invited only after a page said whom and what", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await upload(server, page, TWO, "Vérifier sans rien écrire");
  const report = page.url();
  await expect(page.getByRole("heading", { name: "Le fichier est prêt" })).toBeVisible();
  await page.getByRole("button", { name: "Importer ces 2 personnes" }).click();
  await expect(page).not.toHaveURL(report);
  await expectFigures(page, { Lignes: 2, Importées: 2, "Déjà présentes": 0, Rejetées: 0 });
  await page.goto(report);
  await expect(page.getByRole("heading", { name: "Ce fichier a été importé" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Importer/ })).toHaveCount(0);

  await page.goto(`${server.url}/fr/coordinator`);
  await page.getByRole("main").getByRole("link", { name: /Personnes importées à inviter/ }).click();
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await page.getByRole("checkbox", { name: "Inviter Omar Sefrioui" }).uncheck();
  await page.getByRole("button", { name: "Inviter les personnes cochées…" }).click();
  await expect(page.getByRole("heading", { name: "1 invitation", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Le courriel : Français · Mentor" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Amal");
  await expect(page.getByRole("heading", { name: /^Le courriel/ })).toHaveCount(1);
  expect(mailTo(server, "amal.sefrioui@example.net")).toEqual([]);
  await page.getByRole("button", { name: "Envoyer 1 invitation" }).click();
  await expect(page.getByText("1 invitation part par courriel.")).toBeVisible();
  await expect.poll(() => mailTo(server, "amal.sefrioui@example.net").length).toBe(1);
  expect(mailTo(server, "omar.sefrioui@example.net")).toEqual([]);
  await page.goto(`${server.url}/fr/coordinator/people?group=to_invite`);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Omar Sefrioui");
});
