// Requests that end otherwise: declined, left unanswered, beaten to the last place, or one too many.
import type { Page } from "@playwright/test";
import { startServer } from "../support/server.ts";
import {
  accepted, ask, bell, expect, expectProblem, findMentor, joinAsMentee, joinAsMentor, lastMail, scripted, send, test,
} from "../support/test.ts";

// Refusals have a status of their own.
test.use({ expectedFailures: [/\/api\/(matching|trust)\//] });

const state = (page: Page) => page.getByRole("main").locator("header");

test("a mentor declines in kind words, and the mentee is shown whom to ask next", async ({ page, visitor, server }) => {
  const mentors = await visitor();
  const mentor = await joinAsMentor(server, mentors, "Driss");
  const mentee = await joinAsMentee(server, page, "Hind");
  const path = await ask(server, page, mentor);

  await mentors.goto(path);
  await mentors.getByRole("link", { name: "Décliner" }).click();
  const words = mentors.getByLabel(/^Votre mot à Hind/);
  await expect(words).toHaveValue(/Je n’ai pas le temps que votre projet mérite/);
  if (scripted()) await expect(mentors.locator("html")).toHaveAttribute("data-alive");
  const reasons = mentors.getByRole("navigation", { name: "Motif" });
  await reasons.getByRole("button", { name: "Trop tôt" }).click();
  await expect(words).toHaveValue(/plus utile une étape plus loin/);
  await words.fill("Revenez après le premier client : je serai là.");
  // Own words stay whatever the reason.
  await reasons.getByRole("button", { name: "Autre" }).click();
  await expect(reasons.getByRole("button", { name: "Autre" })).toHaveAttribute("aria-current", "true");
  await expect(words).toHaveValue("Revenez après le premier client : je serai là.");
  await reasons.getByRole("button", { name: "Trop tôt" }).click();
  expect(await send(mentors, "Envoyer la réponse")).toBe(accepted());
  await expect(mentors).toHaveURL(/\/requests\?side=give$/);
  await expect(mentors.getByRole("link", { name: mentee.name })).toContainText("Déclinée");

  const mail = await lastMail(server, mentee.email, /ne peut pas donner suite/);
  // What was said in confidence is for the app, not for the mail.
  expect(mail.text).not.toContain("premier client");
  await page.goto("/fr/home");
  await expect(bell(page)).toHaveAccessibleName(/Notifications\s: 1 non lue/);
  await bell(page).click();
  await page.getByRole("link", { name: new RegExp(`^${mentor.name} ne peut pas donner suite`) }).click();
  await expect(state(page)).toContainText("Déclinée");
  // Following a notice reads it.
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  await expect(page.getByText("Revenez après le premier client")).toBeVisible();
  await expect(page.getByText(/Nous vous proposons/)).toBeVisible();
  await page.getByRole("link", { name: /^Voir le profil de/ }).click();
  await expect(page).toHaveURL(/\/mentors\//);
  await expect(page.getByRole("link", { name: /^Demander à/ })).toBeVisible();
});

test("the last place goes to one, and the other is told at once", async ({ page, visitor, server }) => {
  const [mentors, seconds] = [await visitor(), await visitor()];
  const mentor = await joinAsMentor(server, mentors, "Halima", 1);
  const first = await joinAsMentee(server, page, "Adam");
  const second = await joinAsMentee(server, seconds, "Basma");
  const requests = [await ask(server, page, mentor), await ask(server, seconds, mentor)];

  // Both requests are open before the mentor, in two windows.
  const window = await mentors.context().newPage();
  await mentors.goto(requests[0] ?? "");
  await window.goto(requests[1] ?? "");
  expect(await send(mentors, "Accompagner Adam")).toBe(accepted());
  await expect(mentors).toHaveURL(/\/mentorships\/[0-9a-f-]+$/);
  // With script the other window has heard of it already.
  if (!scripted()) {
    expect(await send(window, "Accompagner Basma")).toBe(409);
    await expect(window.getByRole("main")).toContainText(/Cette demande est déjà close|dernière place/);
  }

  await lastMail(server, second.email, /La dernière place chez/);
  await seconds.goto("/fr/notices");
  await seconds.getByRole("link", { name: new RegExp(`^La dernière place chez ${mentor.name} vient d’être prise`) }).click();
  await expect(state(seconds)).toContainText("Retirée");
  await expect(seconds.getByText(/La dernière place a été prise par une autre personne/)).toBeVisible();
  await expect(seconds.getByRole("link", { name: /^Voir le profil de/ })).toBeVisible();

  // Whoever comes now is told that there is no place, and why.
  await findMentor(server, seconds, mentor);
  await expect(seconds.getByText("Toutes ses places sont prises pour l’instant.")).toBeVisible();
  await expect(seconds.getByRole("link", { name: /^Demander à/ })).toHaveCount(0);
  await lastMail(server, first.email, /a accepté votre demande/);
});

test("a conflict of interest ends the request in silence, and can be taken back", async ({ page, visitor, server }) => {
  const mentors = await visitor();
  const mentor = await joinAsMentor(server, mentors, "Kenza");
  const mentee = await joinAsMentee(server, page, "Ilyas");
  const path = await ask(server, page, mentor);

  await mentors.goto(path);
  await mentors.locator("summary").filter({ hasText: "Déclarer un conflit d’intérêts" }).click();
  expect(await send(mentors, "Déclarer ce conflit")).toBe(422);
  await expectProblem(mentors.getByLabel("Quel lien"), /./);
  await mentors.getByLabel("Quel lien").selectOption({ label: "Famille" });
  expect(await send(mentors, "Déclarer ce conflit")).toBe(accepted());
  await expect(state(mentors)).toContainText("Retirée");
  await expect(mentors.getByText(/Vous avez déclaré un conflit d’intérêts avec Ilyas \(Famille\)/)).toBeVisible();

  const mail = await lastMail(server, mentee.email, /n’est plus possible/);
  expect(mail.text).not.toMatch(/conflit|Famille/);
  await findMentor(server, page, mentor);
  await expect(page.getByText(/Ce mentor n’est pas disponible pour vous/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Demander à/ })).toHaveCount(0);
  // Nowhere but among the kinds that the mentee could choose for themselves.
  await expect(page.getByRole("main").getByText("Famille")).toHaveCount(1);
  await expect(page.getByRole("main").locator("option", { hasText: "Famille" })).toHaveCount(1);

  expect(await send(mentors, "Retirer cette déclaration")).toBe(accepted());
  await expect(mentors.locator("summary").filter({ hasText: "Déclarer un conflit d’intérêts" })).toBeVisible();
  await findMentor(server, page, mentor);
  await expect(page.getByRole("link", { name: /^Demander à/ })).toBeVisible();
});

test("three requests are open at most, until one is taken back", async ({ page, visitor, server }) => {
  const mentors = [];
  for (const given of ["Amal", "Badr", "Chama", "Dounia"]) mentors.push(await joinAsMentor(server, await visitor(), given));
  await joinAsMentee(server, page, "Widad");
  const [one, , , fourth] = mentors;
  if (!one || !fourth) throw new Error("unreachable: four were made");
  // The form for the fourth is open already when the third is asked.
  const window = await page.context().newPage();
  await findMentor(server, window, fourth);
  await window.getByRole("link", { name: "Demander à Dounia" }).click();
  const path = await ask(server, page, one);
  for (const mentor of mentors.slice(1, 3)) await ask(server, page, mentor);

  const message = "Bonjour, je voudrais vous parler de ma conserverie et de ses premiers clients.";
  await window.getByLabel("Votre message").fill(message);
  expect(await send(window, "Envoyer la demande")).toBe(409);
  await expect(window.getByRole("alert")).toContainText("Trois demandes sont déjà en cours.");
  await expect(window.getByLabel("Votre message")).toHaveValue(message);
  await findMentor(server, page, fourth);
  await expect(page.getByText("Trois demandes sont déjà en cours.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Demander à Dounia" })).toHaveCount(0);

  await page.goto(path);
  await page.locator("summary").filter({ hasText: "Retirer cette demande" }).click();
  expect(await send(page, "Retirer la demande")).toBe(accepted());
  await expect(page).toHaveURL(/\/requests$/);
  await expect(page.getByRole("link", { name: one.name })).toContainText("Retirée");
  expect(await send(window, "Envoyer la demande")).toBe(accepted());
  await expect(window).toHaveURL(/\/requests\/[0-9a-f-]+(\?|$)/);
  await lastMail(server, one.email, /est retirée/);
});

test("a mentor is reminded on the fourth day, and after the seventh the mentee is free to ask others", async ({ page, visitor }) => {
  test.setTimeout(120_000);
  const today = await startServer({ data: "demo" });
  let server = today;
  const mentors = await visitor();
  // A page that is still fetching its program when the server stops would rightly complain.
  const stop = async () => {
    await Promise.all([page, mentors].map((one) => one.goto("about:blank")));
    await server.stop();
  };
  try {
    const mentor = await joinAsMentor(server, mentors, "Jamila");
    const mentee = await joinAsMentee(server, page, "Nizar");
    const path = await ask(server, page, mentor);
    await lastMail(server, mentor.email, /vous demande un mentorat/);

    await stop();
    server = await startServer({ data: "demo", folder: today.folder, args: ["--clock-ahead", "4"] });
    await lastMail(server, mentor.email, /attend votre réponse/);
    await mentors.goto(`${server.url}/fr/notices`);
    const reminder = new RegExp(`^La demande de ${mentee.name} attend votre réponse. Elle expire le `);
    await mentors.getByRole("link", { name: reminder }).click();
    await expect(mentors.getByRole("button", { name: "Accompagner Nizar" })).toBeVisible();

    await stop();
    server = await startServer({ data: "demo", folder: today.folder, args: ["--clock-ahead", "8"] });
    await lastMail(server, mentee.email, /n’a pas répondu à temps/);
    await page.goto(`${server.url}/fr/notices`);
    await page.getByRole("link", { name: new RegExp(`^${mentor.name} n’a pas répondu à temps`) }).click();
    await expect(state(page)).toContainText("Sans réponse");
    await page.getByRole("link", { name: /^Voir le profil de/ }).click();
    await expect(page.getByRole("link", { name: /^Demander à/ })).toBeVisible();
    await mentors.goto(`${server.url}${path}`);
    await expect(state(mentors)).toContainText("Sans réponse");
    await expect(mentors.getByRole("button", { name: "Accompagner Nizar" })).toHaveCount(0);
  } finally {
    await stop();
    await today.dispose();
  }
});
