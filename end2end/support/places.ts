// The addresses of pages that have an id in them, and everybody's signed-in browser state: found out once for
// each server.
import { type APIRequestContext, expect, request } from "@playwright/test";
import type { Language } from "./languages.ts";
import { lastMail } from "./mail.ts";
import { DEMO, DEMO_PASSWORD } from "./people.ts";
import type { Server } from "./server.ts";
import type { Found, SitePage, Viewer } from "./site-map.ts";

/** A file to import: one good row, one without an address, one from nowhere, and a column nobody knows. */
const PEOPLE = [
  "Prénom;Nom;Courriel;Pays de résidence;Secteur;Langues;Besoins;Titre du projet;Stade du projet;Signe",
  "Amal;Rifai;amal.rifai@example.net;France;Agroalimentaire;Français;Douane et Incoterms;Huile d’argan;Idée;Lion",
  "Omar;Tazi;;France;Agroalimentaire;Français;Douane et Incoterms;Miel de thym;Idée;Balance",
  "Rim;Alaoui;rim.alaoui@example.net;Atlantide;Agroalimentaire;Français;Douane et Incoterms;Amlou;Idée;Lion",
].join("\r\n");

export class Places {
  private readonly clients = new Map<Viewer, Promise<APIRequestContext>>();
  private readonly found = new Map<string, Promise<string>>();

  constructor(private readonly server: Server) {}

  /** Cookies and all of somebody who has just signed in. */
  async state(viewer: Viewer) {
    return await (await this.client(viewer)).storageState();
  }

  /** The path of a page in a language, ids filled in. */
  async path(page: SitePage, lang: Language): Promise<string> {
    const place = typeof page.place === "object" ? await this.once(JSON.stringify(page.place), () => this.look(page.place as Found)) : page.place;
    const query = page.query?.includes(":mailed") ? page.query.replace(":mailed", await this.once("mailed", () => this.mailed())) : page.query;
    return `/${lang}${page.route.replace(/:\w+/, place ?? "")}${query ?? ""}`;
  }

  /** Asks without a browser, as this viewer, and follows no redirect. */
  async status(viewer: Viewer, path: string): Promise<number> {
    const answer = await (await this.client(viewer)).get(path, { maxRedirects: 0, headers: { accept: "text/html" } });
    return answer.status();
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await (await client).dispose();
  }

  private once(key: string, find: () => Promise<string>): Promise<string> {
    const known = this.found.get(key) ?? find();
    this.found.set(key, known);
    return known;
  }

  private client(viewer: Viewer): Promise<APIRequestContext> {
    const known = this.clients.get(viewer) ?? this.signedIn(viewer);
    this.clients.set(viewer, known);
    return known;
  }

  private async signedIn(viewer: Viewer): Promise<APIRequestContext> {
    const client = await request.newContext({ baseURL: this.server.url });
    if (viewer === "anonymous") return client;
    const answer = await post(client, "/fr/sign-in", "/api/accounts/sign_in", { email: DEMO[viewer], password: DEMO_PASSWORD });
    expect(answer.headers()["location"], `${viewer} signs in`).toBe("/fr/home");
    // Something to show the report of.
    if (viewer === "coordinator") {
      const answer = await client.post("/imports", {
        maxRedirects: 0,
        multipart: {
          page: "/fr/coordinator/import",
          side: "mentees",
          mode: "check",
          file: { name: "personnes.csv", mimeType: "text/csv", buffer: Buffer.from(PEOPLE) },
        },
      });
      expect(answer.headers()["location"], "a file is imported").toMatch(/\/coordinator\/import\/[0-9a-f-]{36}$/);
    }
    return client;
  }

  private async look({ as, on, link }: Found): Promise<string> {
    const html = await (await (await this.client(as)).get(`/fr${on}`)).text();
    const [before = "", after = ""] = link.split(":id");
    const id = new RegExp(`href="/fr${before}([^"/?]+)${after}(?:\\?[^"]*)?"`).exec(html)?.[1];
    expect(id, `a link like ${link} on ${on}`).toBeTruthy();
    return id ?? "";
  }

  /** The token of a link that signs in, out of the mail. */
  private async mailed(): Promise<string> {
    const client = await this.client("anonymous");
    await post(client, "/fr/sign-in-link", "/api/accounts/ask_for_link", { email: DEMO.mentee });
    const mail = await lastMail(this.server, DEMO.mentee);
    return new URL(mail.links.find((link) => link.includes("t=")) ?? this.server.url).searchParams.get("t") ?? "";
  }
}

/** Sends a form as a browser without script would. */
async function post(client: APIRequestContext, page: string, action: string, fields: Record<string, string>) {
  const html = await (await client.get(page)).text();
  const command = /<input[^>]*name="command"[^>]*>/.exec(html)?.[0].match(/value="([^"]+)"/)?.[1] ?? "";
  return await client.post(action, { form: { command, page, next: "", ...fields }, headers: { accept: "text/html" }, maxRedirects: 0 });
}
