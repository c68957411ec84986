// The programme office and the partner: what waits, lists with filters and pages, counts without persons.
import type { Page } from "@playwright/test";
import { operate, startServer } from "../support/server.ts";
import { DEMO, DEMO_PASSWORD, accepted, desktop, expect, phone, send, signIn, test } from "../support/test.ts";

test.use({ ...desktop, expectedFailures: [/\/api\/trust\//] });

const rows = (page: Page) => page.getByRole("table").locator("tbody tr");
const pages = (page: Page) => page.getByRole("navigation", { name: "Pages" });
// Its label ends with how many rows it shows.
const filter = (page: Page, name: string) =>
  page.getByRole("navigation", { name: /^(Filtres|Rôle)$/ }).getByRole("link", { name: new RegExp(`^${name}\\s\\d+$`) });

/** Chooses a filter: its page says how many there are, and that it holds. */
async function choose(page: Page, name: string, total: number): Promise<void> {
  await expect(filter(page, name)).toHaveText(new RegExp(`\\s${total}$`));
  await filter(page, name).click();
  await expect(filter(page, name)).toHaveAttribute("aria-current", "true");
  await expect(pages(page)).toContainText(`(${total} au total)`);
}

test("the office sees what waits today, and the way to it", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await expect(page).toHaveURL(/\/fr\/coordinator$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aujourd’hui");
  for (const [name, count] of [["Mentors", "60"], ["Mentorés inscrits", "180"], ["Binômes actifs", "20"]] as const) {
    const term = page.getByRole("term").filter({ hasText: name });
    await expect(term.locator("xpath=following-sibling::dd")).toHaveText(count);
  }
  await page.getByRole("main").getByRole("link", { name: /Binômes sans promesse/ }).click();
  await expect(page).toHaveURL(/\/coordinator\/mentorships\?phase=awaiting_pledge$/);
  await expect(filter(page, "Promesse à faire")).toHaveAttribute("aria-current", "true");
  await expect(rows(page)).toHaveCount(8);
});

test("the office keeps two people apart, with a reason, and lets them meet again", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.goto(`${server.url}/fr/coordinator/requests?state=open`);
  const row = rows(page).filter({ hasText: "Zineb El Mokri" }).first();
  await row.getByRole("link", { name: "Exclure ce binôme" }).click();
  await expect(page).toHaveURL(/\/coordinator\/people\/[0-9a-f-]+\?with=/);
  await expect(page.getByText("Avec Zineb El Mokri")).toBeVisible();
  await page.getByLabel("Raison").fill("Un litige entre leurs deux entreprises");
  expect(await send(page, "Ne plus proposer ce binôme")).toBe(accepted());
  const line = page.locator("#apart").getByRole("listitem").filter({ hasText: "Zineb El Mokri" });
  await expect(line).toContainText("Un litige entre leurs deux entreprises");
  await expect(line).toContainText(/Exclu le .* par /);
  expect(await send(page, "Lever l’exclusion")).toBe(accepted());
  await expect(page.getByText("Cette personne peut être proposée à toutes les autres.")).toBeVisible();

  await page.locator("summary").filter({ hasText: "Exclure un binôme" }).click();
  await page.getByLabel("Adresse de courriel de l’autre personne").fill("nobody@example.org");
  await page.getByLabel("Raison").fill("Un litige");
  expect(await send(page, "Ne plus proposer ce binôme")).toBe(422);
  await expect(page.getByLabel("Raison")).toHaveValue("Un litige");
});

test("people are filtered, searched and leafed through", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.getByRole("navigation").getByRole("link", { name: "Personnes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Personnes");
  await expect(rows(page)).toHaveCount(25);
  await choose(page, "Mentors", 60);
  const first = await rows(page).first().textContent();
  await pages(page).getByRole("link", { name: "Page suivante" }).click();
  await expect(pages(page)).toContainText("Page 2 sur 3");
  await expect(rows(page).first()).not.toHaveText(first ?? "");
  await pages(page).getByRole("link", { name: "Page suivante" }).click();
  await expect(rows(page)).toHaveCount(10);
  await pages(page).getByRole("link", { name: "Page précédente" }).click();
  await expect(pages(page)).toContainText("Page 2 sur 3");

  await page.getByLabel("Nom, adresse, ville ou expertise").fill("mentor@example.org");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByRole("link", { name: "Zineb El Mokri" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zineb El Mokri");
  await expect(page.getByText("Les messages et les notes d’un binôme restent entre ses deux membres.")).toBeVisible();

  await page.goto(`${server.url}/fr/coordinator/people?q=nobody-is-called-this`);
  await expect(page.getByRole("heading", { name: "Rien ne correspond" })).toBeVisible();
  await page.getByRole("link", { name: "Tout afficher" }).click();
  await expect(rows(page)).toHaveCount(25);
});

test("a search keeps the filter, and a filter the search", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.getByRole("main").getByRole("link", { name: /deux jours/ }).click();
  await expect(page).toHaveURL(/\/coordinator\/requests\?state=due_soon$/);
  await expect(filter(page, "Délai sous deux jours")).toHaveAttribute("aria-current", "true");
  await page.goto(`${server.url}/fr/coordinator/mentorships?phase=half_signed`);
  await page.getByLabel("Nom de l’une des deux personnes").fill("MOKRI zinéb");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page).toHaveURL(/phase=half_signed/);
  await expect(rows(page)).not.toHaveCount(8);
  await expect(rows(page).filter({ hasNotText: /Zineb/ })).toHaveCount(0);
  await filter(page, "Tous").click();
  await expect(page.getByLabel("Nom de l’une des deux personnes")).toHaveValue("MOKRI zinéb");
  await rows(page).getByRole("link", { name: "Zineb El Mokri" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zineb El Mokri");
  await expect(page.getByText("Langues")).toBeVisible();
});

test("requests and mentorships are filtered by how far they are", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.getByRole("navigation").getByRole("link", { name: "Demandes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Demandes");
  for (const [name, total] of [["Déclinée", 15], ["Expirée", 10], ["Retirée", 15], ["Ouverte", 27]] as const) {
    await choose(page, name, total);
    await expect(rows(page).filter({ hasText: name })).toHaveCount(Math.min(total, 25));
  }
  await pages(page).getByRole("link", { name: "Page suivante" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(filter(page, "Ouverte")).toHaveAttribute("aria-current", "true");

  await page.getByRole("navigation").getByRole("link", { name: "Binômes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Binômes");
  for (const [name, total] of [["Charte à écrire", 10], ["Une signature sur deux", 8], ["Actif", 20], ["Clos", 6]] as const) {
    await choose(page, name, total);
    await expect(rows(page).filter({ hasText: name })).toHaveCount(Math.min(total, 25));
  }
  await choose(page, "Tous", 52);
  await expect(rows(page).first()).not.toContainText("Clos");
});

test("a partner sees counts alone", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.partner);
  await expect(page).toHaveURL(/\/fr\/partner$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vue d’ensemble");
  const mentees = page.getByRole("term").filter({ hasText: "Personnes à accompagner" });
  await expect(mentees.locator("xpath=following-sibling::dd")).toHaveText("180");
  await expect(rows(page)).toHaveCount(12);
  await expect(page.getByRole("main")).not.toContainText("@");
  await expect(page.getByRole("main").locator('a[href*="people"], a[href*="mentors"]')).toHaveCount(0);
});

test("before the office has confirmed anybody there are no figures, and an empty programme says what to do first", async ({ page }) => {
  const server = await startServer({ data: "empty" });
  try {
    for (const [address, role] of [["fondation@example.net", ["partner", "--organisation", "Fondation"]], ["bureau@example.net", ["coordinator", "--programme", "CIRCLE"]]] as const) {
      operate(server, ["user", "create", address, "--password-stdin"], DEMO_PASSWORD);
      operate(server, ["user", "role", address, ...role]);
    }
    await signIn(server, page, "fondation@example.net");
    await expect(page.getByRole("heading", { name: "Pas encore de chiffres" })).toBeVisible();
    await page.context().clearCookies();
    await signIn(server, page, "bureau@example.net");
    await expect(page.getByRole("heading", { name: "Pour commencer" })).toBeVisible();
    await page.getByRole("link", { name: "Importer un fichier" }).click();
    await expect(page).toHaveURL(/\/coordinator\/import$/);
  } finally {
    await server.dispose();
  }
});

test("the office helps a mentee who has no mentor, and keeps a note", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.getByRole("main").getByRole("link", { name: /Mentorés sans mentor/ }).click();
  await expect(page).toHaveURL(/\/coordinator\/people\?group=without_mentor$/);
  await page.getByRole("link", { name: "Nom", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Nom" })).toHaveAttribute("aria-sort", "ascending");
  const mentee = rows(page).first().getByRole("rowheader").getByRole("link");
  const name = (await mentee.textContent()) ?? "";
  await mentee.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  // On a wide page the list stands beside, as it was narrowed.
  const beside = page.getByRole("complementary", { name: "Personnes" });
  await expect(beside.locator("[aria-current=true]")).toContainText(name);
  await expect(beside.getByRole("link").nth(2)).toHaveAttribute("href", /group=without_mentor&sort=name/);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Proposer un mentor" }) });
  const buttons = section.getByRole("button", { name: /^Suggérer / });
  const before = await buttons.count();
  await buttons.first().click();
  await expect(section.getByText(/^Suggéré le /)).toBeVisible();
  await expect(buttons).toHaveCount(before - 1);
  await page.getByLabel("Nouvelle note").fill("A appelé, rappeler lundi");
  expect(await send(page, "Ajouter la note")).toBe(accepted());
  await expect(page.locator("#notes").getByText("A appelé, rappeler lundi")).toBeVisible();
  await expect(page.locator("#notes").getByText(/les trouve dans ses données|les trouve dans/)).toBeVisible();
});

test("somebody is found by what they know and where they live, in any script", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  const found = async (words: string) => {
    await page.goto(`${server.url}/fr/coordinator/people?q=${encodeURIComponent(words)}`);
    return await page.getByRole("navigation", { name: "Pages" }).textContent();
  };
  const customs = await found("douane");
  expect(customs).toMatch(/\([1-9]\d* au total\)/);
  expect(await found("الجمارك")).toBe(customs);
  const casablanca = await found("casablanca");
  expect(casablanca).toMatch(/\([1-9]\d* au total\)/);
  expect(await found("الدار البيضاء")).toBe(casablanca);
});

test("a member is taken out only after a page said what follows", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.goto(`${server.url}/fr/coordinator/people?q=mentee@example.org`);
  await rows(page).first().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Retirer du programme…" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Retirer cette personne du programme ?");
  await expect(page.getByRole("main")).toContainText("Son compte, son profil et ses autres programmes restent.");
  await page.getByRole("link", { name: "Ne rien changer" }).click();
  await page.getByRole("link", { name: "Retirer du programme…" }).click();
  expect(await send(page, "Retirer du programme")).toBe(accepted());
  await expect(page.getByText("La personne ne fait plus partie du programme.")).toBeVisible();
  await page.goto(`${server.url}/fr/coordinator/people?q=mentee@example.org`);
  await expect(page.getByRole("heading", { name: "Rien ne correspond" })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use(phone);
  test("a list is put in order by chips", async ({ page, ownServer: server }) => {
    await signIn(server, page, DEMO.coordinator);
    await page.goto(`${server.url}/fr/coordinator/people?side=mentor`);
    const order = page.getByRole("navigation", { name: "Trier par" });
    await order.getByRole("link", { name: "Nom" }).click();
    await expect(page).toHaveURL(/side=mentor&sort=name$/);
    await expect(order.getByRole("link", { name: "Nom" })).toHaveAttribute("aria-current", "true");
    const first = await rows(page).first().textContent();
    await order.getByRole("link", { name: "Nom" }).click();
    await expect(page).toHaveURL(/sort=-name$/);
    await expect(rows(page).first()).not.toHaveText(first ?? "");
  });
});

test("an account stands beside the list that led to it", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.admin);
  await page.goto(`${server.url}/fr/admin/people?q=example.org`);
  const account = rows(page).first().getByRole("rowheader").getByRole("link");
  const name = (await account.textContent()) ?? "";
  await account.click();
  await expect(page).toHaveURL(/\/admin\/people\/[0-9a-f-]+\?q=example/);
  await expect(page.getByRole("complementary").locator("[aria-current=true]")).toContainText(name);
});

test("a list leaves as a file", async ({ page, ownServer: server }) => {
  await signIn(server, page, DEMO.coordinator);
  await page.goto(`${server.url}/fr/coordinator/mentorships?phase=half_signed`);
  for (const [button, name] of [["CSV", "mentorships.csv"], ["Excel", "mentorships.xlsx"]] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    expect((await download).suggestedFilename()).toBe(name);
  }
});

for (const [who, address] of [
  ["mentee", "/fr/coordinator"],
  ["mentee", "/fr/coordinator/people"],
  ["mentor", "/fr/coordinator/import"],
  ["mentor", "/fr/partner"],
  ["partner", "/fr/coordinator/requests"],
  ["mentee", "/fr/admin/reference"],
] as const) {
  test(`a ${who} who asks for ${address} gets a calm page`, async ({ page, server }) => {
    await signIn(server, page, DEMO[who]);
    const answer = await page.goto(address);
    expect([403, 404]).toContain(answer?.status());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page introuvable");
    await expect(page.getByRole("link", { name: "Revenir à l’accueil" })).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
  });
}

test("whoever is not signed in is asked to, and comes back", async ({ page, server }) => {
  const answer = await page.goto("/fr/coordinator/people?side=mentor");
  expect(answer?.status()).toBe(401);
  await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await page.getByLabel("Adresse électronique").fill(DEMO.coordinator);
  await page.getByLabel("Mot de passe").fill("circle-of-trust");
  await page.getByRole("main").getByRole("button", { name: "Se connecter", exact: true }).click();
  await expect(page).toHaveURL(`${server.url}/fr/coordinator/people?side=mentor`);
  await expect(filter(page, "Mentors")).toHaveAttribute("aria-current", "true");
});
