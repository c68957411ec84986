// What a browser keeps of the site, as somebody would find it who gets hold of the phone.
import type { Page } from "@playwright/test";

export interface Kept {
  /** Addresses in Cache Storage. */
  cached: string[];
  /** Everything kept as text: cached answers, local and session storage, names of databases. */
  text: string;
}

export async function kept(page: Page): Promise<Kept> {
  return await page.evaluate(async () => {
    const cached: string[] = [];
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        cached.push(new URL(request.url).pathname);
        const answer = await cache.match(request);
        if (/text|json|javascript|svg/.test(answer?.headers.get("content-type") ?? "")) texts.push((await answer?.text()) ?? "");
      }
    }
    for (const storage of [localStorage, sessionStorage]) texts.push(JSON.stringify({ ...storage }));
    for (const database of await indexedDB.databases()) texts.push(database.name ?? "");
    return { cached, text: texts.join("\n") };
  });
}
