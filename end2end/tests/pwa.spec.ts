// The app on a phone: it can be installed in each language, says so when it is offline, offers a new version
// without forcing it, and keeps nothing private.
import { cpSync, appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, chromium } from "@playwright/test";
import { kept } from "../support/browser-storage.ts";
import { launchOptions } from "../support/chromium.ts";
import { send } from "../support/forms.ts";
import { Places } from "../support/places.ts";
import { type Server, cleanEnvironment } from "../support/server.ts";
import { DEMO, LANGUAGES, expect, signIn, startServer, test as base } from "../support/test.ts";
import { Traffic } from "../support/traffic.ts";

/** A server of the test's own: it is stopped, and started again with another version. */
const test = base.extend<{ own: { server: Server; restartWithNewVersion(): Promise<void> } }>({
  own: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), "mentoring-site-"));
    let server = await startServer({ data: "demo" });
    const first = server;
    await use({
      server: first,
      restartWithNewVersion: async () => {
        const site = join(home, "site");
        cpSync(String(cleanEnvironment()["MENTORING_SITE"]), site, { recursive: true });
        appendFileSync(join(site, "logo.svg"), "<!-- another version -->");
        await server.stop();
        server = await startServer({ data: "demo", folder: first.folder, port: Number(new URL(first.url).port), env: { MENTORING_SITE: site } });
      },
    });
    await server.stop();
    await first.dispose();
    rmSync(home, { recursive: true, force: true });
  },
});

/** Until the service worker looks after this page. */
async function lookedAfter(page: Page): Promise<void> {
  // It first fetches what the app needs offline: some seconds on a machine that is busy.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, { timeout: 30_000 });
}

test.describe("installation @js", () => {
  for (const lang of LANGUAGES) {
    test(`the app can be installed in ${lang}`, async ({ server }) => {
      // A profile of its own: a private window can never install.
      const profile = mkdtempSync(join(tmpdir(), "mentoring-profile-"));
      const context = await chromium.launchPersistentContext(profile, launchOptions());
      try {
        const page = await context.newPage();
        await page.goto(`${server.url}/${lang}`);
        await lookedAfter(page);
        const session = await context.newCDPSession(page);
        const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
        expect(installabilityErrors).toEqual([]);

        const { data, errors, url } = await session.send("Page.getAppManifest");
        expect(errors).toEqual([]);
        expect(new URL(url).pathname).toBe(`/${lang}/app.webmanifest`);
        const manifest = JSON.parse(data ?? "{}");
        expect(manifest).toMatchObject({ lang, dir: lang === "ar" ? "rtl" : "ltr", start_url: `/${lang}/home`, id: "/", display: "standalone" });
        expect(manifest.icons.map((icon: { purpose: string }) => icon.purpose)).toContain("maskable");
        for (const shortcut of manifest.shortcuts) expect(shortcut.url).toMatch(new RegExp(`^/${lang}/`));
        for (const { src } of [...manifest.icons, ...manifest.screenshots]) {
          expect((await page.request.get(server.url + src)).status(), src).toBe(200);
        }
      } finally {
        await context.close();
        rmSync(profile, { recursive: true, force: true });
      }
    });
  }

  test("names and shortcuts are in each language's own words", async ({ request }) => {
    const manifests = await Promise.all(LANGUAGES.map(async (lang) => (await request.get(`/${lang}/app.webmanifest`)).json()));
    for (const { name, short_name, description } of manifests) {
      expect(name).toBeTruthy();
      expect(short_name.length).toBeLessThanOrEqual(14);
      expect(description).toBeTruthy();
    }
    const said = manifests.map(({ description, shortcuts }) => JSON.stringify([description, shortcuts.map((one: { name: string }) => one.name)]));
    expect(new Set(said).size).toBe(LANGUAGES.length);
    expect(JSON.stringify(manifests[1])).toMatch(/\p{Script=Arabic}/u);
  });
});

test.describe("offline @js", () => {
  test.use({ viewer: "mentee", expectedFailures: [/./] });

  for (const [lang, words] of [["fr", "Le réseau ne répond pas"], ["ar", "الشبكة لا تستجيب"]] as const) {
    test(`the page in ${lang} says so, and leads back to where the reader was`, async ({ page, context }) => {
      await page.goto(`/${lang}/home`);
      await lookedAfter(page);
      await context.setOffline(true);
      await page.goto(`/${lang}/me`);
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page).toHaveURL(new RegExp(`/${lang}/me$`));

      await context.setOffline(false);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(lang === "ar" ? "سلمى" : "Salma");
      await expect(page).toHaveURL(new RegExp(`/${lang}/me$`));
    });
  }
});

test.describe("the network @js", () => {
  test.use({ viewer: "mentee", expectedFailures: [/./] });

  test("a banner says that it is away, and goes when it is back", async ({ page, context }) => {
    await page.goto("/fr/home");
    const banner = page.getByText("Vous êtes hors connexion.");
    await expect(banner).toBeHidden();
    await context.setOffline(true);
    await expect(banner).toBeVisible();
    await context.setOffline(false);
    await expect(banner).toBeHidden();
  });

  test("a tab that is pressed without it opens the offline page, and the tab once it is back", async ({ page, context }) => {
    const runs = page.waitForResponse(/\/live$/);
    await page.goto("/fr/home");
    await lookedAfter(page);
    await runs;
    await context.setOffline(true);
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Moi" }).click();
    await expect(page.getByText("Le réseau ne répond pas")).toBeVisible();
    await expect(page).toHaveURL(/\/fr\/me$/);
    await context.setOffline(false);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Salma");
  });

  test("a page that cannot be reached offers another try", async ({ page }) => {
    // The stream opens when the program runs: before that a link loads the whole page.
    const runs = page.waitForResponse(/\/live$/);
    await page.goto("/fr/home");
    await runs;
    await page.route("**/api/profiles/show_me*", (route) => route.abort());
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Moi" }).click();
    const again = page.getByRole("link", { name: "Réessayer" });
    await expect(again).toBeVisible();
    await page.unroute("**/api/profiles/show_me*");
    await again.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Salma");
    await expect(page).toHaveURL(/\/fr\/me$/);
  });
});

test.describe("a new version @js", () => {
  // The server is away for a moment, and pages that are open notice.
  test.use({ expectedFailures: [/./] });

  test("is offered, not while somebody types, and taken when accepted", async ({ page, own }) => {
    await signIn(own.server, page, DEMO.mentee);
    await page.goto(`${own.server.url}/fr/mentors`);
    await lookedAfter(page);
    const banner = page.locator('[data-app-when="update-ready"]');
    await expect(banner).toBeHidden();
    const before = await version(page);

    await page.locator("#q").fill("dattes");
    await own.restartWithNewVersion();
    await findNewVersion(page);
    await expect(page.locator("#q")).toBeFocused();
    await expect(banner).toBeHidden();

    await page.locator("#q").blur();
    await expect(banner).toBeVisible();
    await expect(banner).toContainText("Une nouvelle version est prête");

    const reloaded = page.waitForEvent("load");
    await banner.locator('[data-app-do="apply-update"]').click();
    await reloaded;
    await expect(page.locator("#q")).toHaveValue("dattes");
    await expect(banner).toBeHidden();
    expect(await version(page)).not.toBe(before);
  });

  test("can wait until later", async ({ page, own }) => {
    await signIn(own.server, page, DEMO.mentee);
    await lookedAfter(page);
    await own.restartWithNewVersion();
    await findNewVersion(page);
    const banner = page.locator('[data-app-when="update-ready"]');
    await expect(banner).toBeVisible();
    await banner.locator('[data-app-do="dismiss-update"]').click();
    await expect(banner).toBeHidden();
  });
});

/** Looks for a new version, until it is installed and the page has been told. */
async function findNewVersion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const told = new Promise<void>((done) => {
      registration?.addEventListener("updatefound", () => {
        const worker = registration.installing;
        // Added after the page's own listener, so it runs after it.
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed") setTimeout(done);
        });
      });
    });
    await registration?.update();
    await told;
  });
}

/** The names of all caches: there is one for each version. */
async function version(page: Page): Promise<string> {
  return await page.evaluate(async () => (await caches.keys()).join(" "));
}

test.describe("what stays in the browser @js", () => {
  test.use({ viewer: "mentor" });

  test("no page of a signed-in person, and nothing of theirs", async ({ page }) => {
    for (const path of ["/fr/home", "/fr/me", "/fr/mentorship", "/fr/notices"]) {
      await page.goto(path);
      await lookedAfter(page);
    }
    const { cached, text } = await kept(page);
    expect(cached.length).toBeGreaterThan(5);
    const pages = cached.filter((path) => !/^\/(pkg|fonts|icons|text)\/|^\/[^/]+\.(svg|js|png)$/.test(path));
    expect(pages.sort()).toEqual(["/ar/offline", "/de/offline", "/en/offline", "/fr/offline"]);
    expect(text).not.toMatch(/Zineb|El Mokri|example\.org/);
  });
});

test.describe("after signing out @js", () => {
  // The page behind the back button asks again, and is told no.
  test.use({ expectedFailures: [/\/api\/profiles\/show_me/] });

  test("nothing private is left, not even behind the back button", async ({ page, server }) => {
    await signIn(server, page, DEMO.mentor);
    await page.goto("/fr/me");
    await lookedAfter(page);
    await page.locator('form[action$="/sign_out"] button').click();
    await expect(page).toHaveURL(/\/fr\/?$/);

    const { cached, text } = await kept(page);
    expect(cached.filter((path) => /\/(home|me|mentorship|notices)(\/|$)/.test(path))).toEqual([]);
    expect(text).not.toMatch(/Zineb|El Mokri|mentor@example\.org/);
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Se connecter");
    await expect(page.locator("body")).not.toContainText("mentor@example.org");
  });
});

test("a repeat visit brings no code over the network @js", async ({ browser, server }) => {
  const places = new Places(server);
  const context = await browser.newContext({ baseURL: server.url, storageState: await places.state("mentee") });
  await places.close();
  const page = await context.newPage();
  const traffic = await Traffic.of(page);
  await page.goto("/fr/home");
  await lookedAfter(page);
  await expect.poll(() => traffic.of("code").some(({ url }) => url.includes("/pkg/"))).toBe(true);
  await page.reload();
  await page.waitForLoadState("load");

  traffic.reset();
  await page.goto("/fr/home");
  await expect.poll(() => traffic.of("code").some(({ url }) => url.includes("/pkg/"))).toBe(true);
  expect(traffic.bytes("code"), traffic.toString()).toBe(0);
  await context.close();
});

test("a page that meets the answer of another version loads itself again, with what was typed @js", async ({ browser, server }) => {
  const places = new Places(server);
  // Without the service worker, so that the test sees what the page asks.
  const context = await browser.newContext({ baseURL: server.url, storageState: await places.state("mentee"), serviceWorkers: "block" });
  await places.close();
  const page = await context.newPage();
  await page.goto("/fr/profile/who");
  const headline = page.getByLabel(/^Votre activité en une ligne/);
  await page.route(/\/api\/profiles\/save_who/, async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-type": "application/x-postcard; v=another" } });
  });
  const loaded = async () => {
    const load = page.waitForEvent("load");
    await send(page, "Continuer");
    await load;
  };

  await headline.fill("Des dattes, à moitié dit");
  await page.getByLabel(/^Téléphone/).fill("pas un numéro");
  await loaded();
  await expect(headline).toHaveValue("Des dattes, à moitié dit");

  // What was done is done: the answer leads on.
  await page.getByLabel(/^Téléphone/).fill("");
  await loaded();
  await expect(page).toHaveURL(/\/fr\/profile\/place$/);
  await context.close();
});
