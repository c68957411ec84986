// The tab Mentorship of whoever mentors: what waits there, and the two sides of somebody who is helped and helps.
import { awake, scripted } from "../support/forms.ts";
import { DEMO, ask, expect, joinAsMentee, joinAsMentor, signIn, test } from "../support/test.ts";

test("whoever was helped and helps sees either side by a link", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentor);
  await page.goto("/fr/mentorship");
  const sides = page.getByRole("navigation", { name: "Vos deux côtés" });
  await expect(sides.getByRole("link", { name: "Je donne" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { name: "Vos mentorats" })).toBeVisible();
  await sides.getByRole("link", { name: "Je reçois" }).click();
  await expect(page).toHaveURL(/\/mentorship\?side=receive$/);
  await expect(sides.getByRole("link", { name: "Je reçois" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { name: "Ce mentorat est terminé" })).toBeVisible();
});

test("a mentor alone is no mentee, and requests come before all else", async ({ page, visitor, server }) => {
  const mentor = await joinAsMentor(server, page, "Farid");
  await page.goto("/fr/mentorship");
  await expect(page.getByRole("heading", { name: "Pas encore de mentorat" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Relire mon profil" })).toBeVisible();
  await expect(page.getByText("Rejoignez d’abord un programme")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Vos deux côtés" })).toHaveCount(0);

  const asking = await visitor();
  await joinAsMentee(server, asking, "Rita");
  await ask(server, asking, mentor);
  await page.goto("/fr/mentorship");
  await page.getByRole("link", { name: "Répondre" }).click();
  await expect(page).toHaveURL(/\/requests\?side=give$/);

  // The mentee has asked: that comes first, and the next best mentor after it.
  await asking.goto("/fr/mentorship");
  await expect(asking.getByRole("heading", { name: /^Demande envoyée à Farid/ })).toBeVisible();
  await expect(asking.getByRole("link", { name: "Voir la demande" })).toBeVisible();
});

test("the chain names those concerned, and nobody else", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentor);
  await page.goto("/fr/chain");
  await expect(page.getByText(/^\d+ personnes, 3 générations, \d+ pays$/)).toBeVisible();
  const line = page.getByRole("main").getByRole("listitem");
  await expect(line.first()).toContainText("Promesse tenue.");
  await expect(line.filter({ hasText: "Zineb El Mokri" })).toContainText("Vous");
  await expect(line.last()).toContainText("La prochaine étoile");
});

test("the directory is searched by its address, and with script the page stays", async ({ page, server }) => {
  await signIn(server, page, DEMO.mentee);
  await page.goto("/fr/mentors");
  const search = page.getByRole("searchbox");
  await search.fill("el mokri");
  await awake(page.getByRole("button", { name: "Chercher" }));
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page).toHaveURL(/\/fr\/mentors\?.*q=el(\+|%20)mokri/);
  await expect(page.getByRole("link", { name: "Zineb El Mokri" })).toBeVisible();
  await expect(search).toHaveValue("el mokri");
  expect(await page.evaluate(() => "stays" in window)).toBe(scripted());
});
