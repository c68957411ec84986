// What happens to somebody shows on the page they have open, without a reload.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { ask, DEMO, expect, joinAsMentee, joinAsMentor, signIn, test } from "../support/test.ts";

/** Sends what a form of ours would send, as the person who is signed in there. */
async function send(page: Page, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await page.request.post(path, {
    form: { command: randomUUID(), ...fields },
    headers: { Accept: "application/json" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.headers()["location"] ?? "";
}

/** Opens a page and waits until its live stream is open. */
async function open(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(/\/live$/);
  await page.goto(path);
  expect((await stream).status()).toBe(200);
  await page.evaluate(() => Object.assign(window, { stays: true }));
}

const stays = (page: Page) => page.evaluate(() => "stays" in window);

test("a request and its acceptance reach the pages that are open @js", async ({ page: mentor, server, browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  const mentee = await context.newPage();
  await signIn(server, mentor, DEMO.mentor);
  await signIn(server, mentee, DEMO.mentee);
  await mentee.goto("/fr/mentors?q=Zineb+El+Mokri");
  const profile = await mentee.getByRole("link", { name: "Zineb El Mokri" }).getAttribute("href");
  const person = profile?.split("?")[0]?.split("/").at(-1) ?? "";

  await open(mentor, "/fr/requests?side=give");
  const bell = mentor.locator(".bell .dot--count");
  const before = Number(await bell.textContent());
  await expect(mentor.getByText("Salma")).toHaveCount(0);
  const request = await send(mentee, "/api/matching/ask", {
    mentor: person,
    message: "Bonjour, votre parcours ressemble au chemin que je veux prendre avec mon projet.",
  });
  await expect(bell).toHaveText(String(before + 1));
  await expect(mentor.locator("p[role=status]")).toContainText(String(before + 1));
  await expect(mentor.getByText("Salma").first()).toBeVisible();
  expect(await stays(mentor)).toBe(true);

  const id = request.split("?")[0]?.split("/").at(-1) ?? "";
  await open(mentee, `/fr/requests/${id}`);
  await send(mentor, "/api/matching/accept", { request: id });
  await expect(mentee.locator(".bell .dot--count")).toHaveText("1");
  await expect(mentee.getByText("Acceptée").first()).toBeVisible();
  expect(await stays(mentee)).toBe(true);
  await context.close();
});

test("what is chosen in a form stays while the page around it is read again @js", async ({ page, visitor, server }) => {
  const mentors = await visitor();
  const mentor = await joinAsMentor(server, mentors, "Ghita");
  await joinAsMentee(server, page, "Yassir");
  const path = await ask(server, page, mentor);
  await open(mentors, path);
  await mentors.locator("summary").filter({ hasText: "Déclarer un conflit d’intérêts" }).click();
  await mentors.getByLabel("Quel lien").selectOption({ label: "Famille" });
  const other = await visitor();
  await joinAsMentee(server, other, "Sanae");
  const read = mentors.waitForResponse(/\/api\/matching\/request\b/);
  await ask(server, other, mentor);
  await (await read).finished();
  // What was read is shown in the next frame at the latest.
  await mentors.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  await expect(mentors.locator(".bell .dot--count")).toHaveText("2");
  await expect(mentors.getByLabel("Quel lien")).toHaveValue("family");
  await expect(mentors.getByLabel("Quel lien")).toBeVisible();
});

test("a page that is left closes its stream, and opens it again on the way back @js", async ({ page, server }) => {
  await signIn(server, page, DEMO.partner);
  await open(page, "/fr/notices");
  const again = page.waitForResponse(/\/live$/);
  await page.goto("/fr");
  await page.goBack();
  expect((await again).status()).toBe(200);
});
