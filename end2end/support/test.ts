// What the tests import instead of Playwright's own `test`: a server for each worker, a page that is
// watched, and the helpers.
import { type BrowserContext, type Page, test as base } from "@playwright/test";
import { Places } from "./places.ts";
import { type Data, type Server, startServer } from "./server.ts";
import type { Viewer } from "./site-map.ts";
import { type Watch, watch } from "./watch.ts";

interface Options {
  /** Addresses of requests (not pages) that this test makes fail on purpose. */
  expectedFailures: RegExp[];
  /** Who is signed in already, without going through the page of it. */
  viewer: Viewer;
}

interface Fixtures {
  /** Opens a page in the browser of somebody else, watched as `page` is. */
  visitor: () => Promise<Page>;
  /** A server of this test alone: for tests that count everybody. */
  ownServer: Server;
}

interface WorkerOptions {
  /** What the server of this test starts with; another value means another worker. */
  data: Data;
}

export const test = base.extend<Options & Fixtures, WorkerOptions & { server: Server; places: Places }>({
  data: ["demo", { option: true, scope: "worker" }],
  expectedFailures: [[], { option: true }],
  viewer: ["anonymous", { option: true }],

  server: [
    async ({ data }, use) => {
      const server = await startServer({ data });
      await use(server);
      await server.dispose();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  places: [
    async ({ server }, use) => {
      const places = new Places(server);
      await use(places);
      await places.close();
    },
    { scope: "worker" },
  ],

  storageState: async ({ viewer, places }, use) => use(viewer === "anonymous" ? undefined : await places.state(viewer)),

  // Playwright's own option, so that page.goto("/fr") reaches this worker's server.
  baseURL: async ({ server }, use) => use(server.url),

  page: async ({ page, expectedFailures }, use, info) => {
    const { problems } = watch(page, expectedFailures);
    await use(page);
    if (info.status === info.expectedStatus && problems.length > 0) {
      throw new Error(`The page was not quiet:\n${problems.join("\n")}`);
    }
  },

  visitor: async ({ browser, expectedFailures }, use, info) => {
    const contexts: BrowserContext[] = [];
    const watched: Watch[] = [];
    await use(async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      contexts.push(context);
      watched.push(watch(page, expectedFailures));
      return page;
    });
    for (const context of contexts) await context.close();
    const problems = watched.flatMap((one) => one.problems);
    if (info.status === info.expectedStatus && problems.length > 0) {
      throw new Error(`The page of somebody else was not quiet:\n${problems.join("\n")}`);
    }
  },

  ownServer: async ({}, use) => {
    const server = await startServer({ data: "demo" });
    await use(server);
    await server.dispose();
  },
});

export { expect } from "@playwright/test";
export { startServer } from "./server.ts";
export { axe } from "./axe.ts";
export { accepted, awake, expectProblem, scripted, send } from "./forms.ts";
export { LANGUAGES, LOOKED_AT, THEMES } from "./languages.ts";
export { lastMail, mailTo } from "./mail.ts";
export { ask, attempt, findMentor, followMail, join, joinAsMentee, joinAsMentor, someone } from "./members.ts";
export { DEMO, DEMO_PASSWORD, bell, signIn } from "./people.ts";
export { screenshot } from "./screenshot.ts";
export { desktop, phone, smallPhone } from "./sizes.ts";
