// Every page of the app, who may see it, and how to get there. A route of the program that is not in this
// table fails a test, so that no page goes unlooked at.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./server.ts";

export const VIEWERS = ["anonymous", "mentee", "mentor", "coordinator", "partner", "admin"] as const;
/** Nobody in particular, or a sign-in of the demo data. */
export type Viewer = (typeof VIEWERS)[number];

export interface SitePage {
  /** As in `path!("…")`, without the language. */
  route: string;
  /** Its pictures are called so. */
  name: string;
  /** What follows the path. */
  query?: string;
  /** What stands in place of `:id` and its like: found out (see `places.ts`), or always the same. */
  place?: string | Found;
  /** The status each viewer gets, in the order of VIEWERS. */
  answers: readonly number[];
  /** As whom the page is looked at: everybody to whom it looks different. */
  looks: readonly Viewer[];
}

/** The place is what `:id` stands for in the first link of this form, on another page. */
export interface Found {
  as: Viewer;
  on: string;
  link: string;
}

// The order is:   anonymous, mentee, mentor, coordinator, partner, admin
const EVERYBODY = [200, 200, 200, 200, 200, 200] as const;
const SIGNED_IN = [401, 200, 200, 200, 200, 200] as const;
const PROGRAMME = [401, 200, 200, 200, 404, 404] as const;
const COORDINATOR = [401, 404, 404, 200, 404, 404] as const;
const ADMINISTRATOR = [401, 403, 403, 403, 403, 200] as const;
/** What belongs to the mentor and a mentee of the demo data who cannot sign in. */
const OF_MENTOR = [401, 404, 200, 404, 404, 404] as const;

const A_MENTOR: Found = { as: "mentee", on: "/mentors", link: "/mentors/:id" };
const A_REQUEST: Found = { as: "mentor", on: "/requests", link: "/requests/:id" };
const A_MENTORSHIP: Found = { as: "mentor", on: "/mentorship", link: "/mentorships/:id" };
const A_PERSON: Found = { as: "coordinator", on: "/coordinator/people", link: "/coordinator/people/:id" };
const AN_IMPORT: Found = { as: "coordinator", on: "/coordinator/import", link: "/coordinator/import/:id" };
const AN_ACCOUNT: Found = { as: "admin", on: "/admin/people", link: "/admin/people/:id" };
const A_PROGRAMME: Found = { as: "admin", on: "/admin", link: "/admin/programmes/:id" };

const anyone = ["anonymous"] as const;
const step = (slug: string, ...looks: Viewer[]): SitePage => ({
  route: "/profile/:step",
  name: `profile-${slug}`,
  place: slug,
  answers: SIGNED_IN,
  looks,
});

export const PAGES: readonly SitePage[] = [
  { route: "", name: "landing", answers: EVERYBODY, looks: anyone },
  { route: "/help", name: "help", answers: EVERYBODY, looks: anyone },
  { route: "/privacy", name: "privacy", answers: EVERYBODY, looks: anyone },
  { route: "/legal", name: "legal", answers: EVERYBODY, looks: anyone },
  { route: "/accessibility", name: "accessibility", answers: EVERYBODY, looks: anyone },
  { route: "/contact", name: "contact", answers: EVERYBODY, looks: anyone },
  { route: "/offline", name: "offline", answers: EVERYBODY, looks: anyone },

  { route: "/sign-in", name: "sign-in", answers: EVERYBODY, looks: anyone },
  { route: "/sign-in-link", name: "sign-in-link", answers: EVERYBODY, looks: anyone },
  { route: "/sign-up", name: "sign-up", answers: EVERYBODY, looks: anyone },
  { route: "/reset", name: "reset", answers: EVERYBODY, looks: anyone },
  { route: "/check-mail", name: "check-mail", answers: EVERYBODY, looks: anyone },
  { route: "/link", name: "link-spent", query: "?t=spent", answers: [409, 409, 409, 409, 409, 409], looks: anyone },
  { route: "/link", name: "link", query: "?t=:mailed", answers: EVERYBODY, looks: anyone },
  { route: "/address-confirmed", name: "address-confirmed", answers: EVERYBODY, looks: anyone },
  { route: "/invitation", name: "invitation", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/invitation", name: "invitation-spent", query: "?t=spent", answers: [409, 409, 409, 409, 409, 409], looks: anyone },
  { route: "/prove", name: "prove", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/me/account", name: "account", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/me/data", name: "my-data", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/erased", name: "erased", answers: EVERYBODY, looks: anyone },
  { route: "/me/sign-ins", name: "sign-ins", answers: SIGNED_IN, looks: ["mentee"] },

  { route: "/me/security", name: "security", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/second-step", name: "second-step", answers: SIGNED_IN, looks: ["mentee"] },
  { route: "/admin/second-step", name: "second-step-resets", answers: ADMINISTRATOR, looks: ["admin"] },

  { route: "/home", name: "home", answers: [401, 200, 200, 303, 303, 303], looks: ["anonymous", "mentee", "mentor"] },
  { route: "/me", name: "me", answers: SIGNED_IN, looks: ["mentee", "coordinator"] },
  { route: "/profile", name: "profile", answers: SIGNED_IN, looks: ["mentee"] },
  step("who", "mentee"),
  step("place", "mentee"),
  step("project", "mentee"),
  step("offer", "mentor"),
  step("ties", "mentee"),
  step("time", "mentor"),
  step("photo", "mentee"),
  { route: "/profile/:step", name: "not-there", place: "shoe-size", answers: [401, 404, 404, 404, 404, 404], looks: ["mentee"] },

  { route: "/mentors", name: "mentors", answers: [401, 200, 200, 200, 403, 403], looks: ["mentee", "partner"] },
  { route: "/mentors", name: "mentors-none", query: "?q=zzzzz", answers: [401, 200, 200, 200, 403, 403], looks: ["mentee"] },
  { route: "/mentors/:id", name: "mentor", place: A_MENTOR, answers: PROGRAMME, looks: ["mentee"] },
  { route: "/mentors/:id/request", name: "new-request", place: A_MENTOR, answers: PROGRAMME, looks: ["mentee"] },
  { route: "/requests", name: "requests", answers: SIGNED_IN, looks: ["mentee", "mentor"] },
  { route: "/requests/:id", name: "request", place: A_REQUEST, answers: OF_MENTOR, looks: ["mentor"] },
  { route: "/requests/:id/decline", name: "decline", place: A_REQUEST, answers: OF_MENTOR, looks: ["mentor"] },

  { route: "/mentorship", name: "mentorship", answers: SIGNED_IN, looks: ["mentee", "mentor", "coordinator"] },
  { route: "/mentorships/:id", name: "one-mentorship", place: A_MENTORSHIP, answers: OF_MENTOR, looks: ["mentor"] },
  { route: "/mentorships/:id/charter", name: "charter", place: A_MENTORSHIP, answers: OF_MENTOR, looks: ["mentor"] },
  { route: "/mentorships/:id/terms", name: "terms", place: A_MENTORSHIP, answers: OF_MENTOR, looks: ["mentor"] },
  { route: "/mentorships/:id/pledge", name: "pledge", place: A_MENTORSHIP, answers: OF_MENTOR, looks: ["mentor"] },
  { route: "/messages", name: "messages", answers: SIGNED_IN, looks: ["mentee", "mentor"] },
  { route: "/chain", name: "chain", answers: SIGNED_IN, looks: ["mentee", "mentor"] },
  { route: "/notices", name: "notices", answers: SIGNED_IN, looks: ["mentee", "mentor"] },
  { route: "/me/notices", name: "notice-choices", answers: SIGNED_IN, looks: ["mentee"] },

  { route: "/coordinator", name: "today", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/people", name: "people", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/invite", name: "invite", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/people/:person", name: "person", place: A_PERSON, answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/requests", name: "all-requests", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/mentorships", name: "pairs", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/import", name: "import", answers: COORDINATOR, looks: ["coordinator"] },
  { route: "/coordinator/import/:import", name: "import-report", place: AN_IMPORT, answers: COORDINATOR, looks: ["coordinator"] },

  { route: "/partner", name: "partner", answers: [401, 404, 404, 200, 200, 200], looks: ["partner"] },
  { route: "/admin", name: "administration", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/people", name: "accounts", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/people/:person", name: "one-account", place: AN_ACCOUNT, answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/people/:person", name: "account-confirm", place: AN_ACCOUNT, query: "?confirm=close", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/mail", name: "mails", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/journal", name: "journal", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/programmes/:code", name: "programme", place: A_PROGRAMME, answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/texts", name: "texts", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/texts", name: "text", query: "?text=privacy&lang=ar", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/reference", name: "reference", answers: ADMINISTRATOR, looks: ["admin"] },
  { route: "/admin/reference", name: "reference-new", query: "?kind=expertise&item=", answers: ADMINISTRATOR, looks: ["admin"] },
];

/** The routes that the program has, read from its sources. */
export function routes(): string[] {
  const sources = readdirSync(join(ROOT, "app/src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
  const found = sources.flatMap((name) => {
    const text = readFileSync(join(ROOT, "app/src", name), "utf8");
    return [...text.matchAll(/\bpath!\(\s*"([^"]*)"\s*\)/g)].map(([, path = ""]) => path);
  });
  // The parent of all pages is none itself.
  return found.filter((path) => path !== "/:lang");
}
