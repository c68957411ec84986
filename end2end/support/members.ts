// People of a test's own: made by posting the same forms as a browser does, where signing up and filling in a profile
// is not what the test looks at.
import { randomUUID } from "node:crypto";
import { type APIResponse, type Page, expect } from "@playwright/test";
import { send } from "./forms.ts";
import { lastMail } from "./mail.ts";
import type { Server } from "./server.ts";

export interface Member {
  given: string;
  family: string;
  /** Both. */
  name: string;
  email: string;
}

/** What a mentee is looking for and a mentor has: equal ones fit each other in every criterion. */
export interface Trade {
  expertise: string[];
  sector: string;
  region: string;
}

export const FISHERY: Trade = { expertise: ["CUSTOMS", "COOPERATIVES"], sector: "FISHERIES", region: "MA-12" };

type Fields = Record<string, string | string[]>;

/** Somebody nobody else in any test is called. */
export function someone(given: string): Member {
  const family = `Essai${randomUUID().replaceAll(/[^a-f]/g, "")}${randomUUID().slice(0, 6)}`;
  return { given, family, name: `${given} ${family}`, email: `${given}.${family}@example.net`.toLowerCase() };
}

/** Posts a form in the page's browser, as one without scripts does. */
export async function attempt(server: Server, page: Page, endpoint: string, fields: Fields): Promise<APIResponse> {
  const body = new URLSearchParams({ command: randomUUID() });
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one);
  }
  return await page.request.post(`${server.url}/api/${endpoint}`, {
    headers: {
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
      referer: `${server.url}/fr/home`,
    },
    data: body.toString(),
    maxRedirects: 0,
  });
}

/** The same where it must succeed; says where the answer leads. */
export async function post(server: Server, page: Page, endpoint: string, fields: Fields): Promise<string> {
  const answer = await attempt(server, page, endpoint, fields);
  expect(answer.status(), `${endpoint} with ${JSON.stringify(fields)}`).toBe(303);
  return answer.headers()["location"] ?? "";
}

/** Opens the link of the last mail of this subject, `known` of them being old, and presses its button. */
export async function followMail(server: Server, page: Page, email: string, subject: RegExp, known = 0): Promise<void> {
  const { links } = await lastMail(server, email, subject, known);
  await page.goto(links[0] ?? "");
  await send(page, /^(Confirmer|Se connecter)$/);
  await expect(page).toHaveURL(/\/fr\/home$/);
}

/** Signs up and in by mail link; the page's browser holds the sign-in then. */
export async function join(server: Server, page: Page, given: string, side: "mentee" | "mentor"): Promise<Member> {
  const who = someone(given);
  await post(server, page, "accounts/sign_up", {
    email: who.email,
    given_name: who.given,
    family_name: who.family,
    side,
  });
  const { links } = await lastMail(server, who.email, /Confirmez/);
  const token = new URL(links[0] ?? "").searchParams.get("t") ?? "";
  await post(server, page, "accounts/follow_link", { token });
  return who;
}

/** A mentee with a project who may ask at once. */
export async function joinAsMentee(server: Server, page: Page, given: string, trade = FISHERY): Promise<Member> {
  const who = await join(server, page, given, "mentee");
  await live(server, page);
  await post(server, page, "profiles/save_project", {
    title: `Conserverie ${who.family}`,
    stage: "launch",
    sector: trade.sector,
    region: trade.region,
    "needs[]": trade.expertise,
    currency: "MAD",
  });
  return who;
}

/** A mentor whom the directory shows, with so many places. */
export async function joinAsMentor(server: Server, page: Page, given: string, capacity = 2, trade = FISHERY): Promise<Member> {
  const who = await join(server, page, given, "mentor");
  await live(server, page);
  await post(server, page, "profiles/save_offer", {
    "offers[]": trade.expertise,
    "sectors[]": trade.sector,
    years: "25",
    capacity: `${capacity}`,
  });
  await post(server, page, "profiles/save_ties", { "regions[]": trade.region });
  return who;
}

/** Place, languages, and every evening of the week. */
async function live(server: Server, page: Page): Promise<void> {
  await post(server, page, "profiles/save_place", {
    country: "MA",
    city: "Rabat",
    "languages[]": ["fr:native", "ar:native"],
  });
  await post(server, page, "profiles/save_time", { "slots[]": ["3", "7", "11", "15", "19"] });
}

/** Opens a mentor's page by way of the directory. */
export async function findMentor(server: Server, page: Page, mentor: Member): Promise<void> {
  await page.goto(`${server.url}/fr/mentors?q=${encodeURIComponent(mentor.family)}`);
  await page.getByRole("link", { name: mentor.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: mentor.name })).toBeVisible();
}

const MESSAGE = "Bonjour, votre parcours répond à mes questions sur l’export. Seriez-vous d’accord pour échanger ?";

/** Asks a mentor and says the path of the request. */
export async function ask(server: Server, page: Page, mentor: Member): Promise<string> {
  await findMentor(server, page, mentor);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  return await post(server, page, "matching/ask", { mentor: id, message: MESSAGE });
}
