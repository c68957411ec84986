// budgets.toml, typed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { LOOKED_AT } from "./languages.ts";
import { ROOT } from "./server.ts";

export interface Budgets {
  public_pages: { paths: string[]; total_kb: number };
  code: {
    first_signed_in_page_kb: number;
    section_kb: number;
    section_requests: number;
    whole_app_kb: number;
    staff_page_kb: number;
    repeat_visit_bytes: number;
  };
  style: { css_kb: number; fonts_per_script_kb: number };
  layout: { shift: number };
  server: {
    ready_ms: number;
    resident_mb: number;
    soak_requests: number;
    soak_growth_mb: number;
    signed_in_requests: number;
    signed_in_resident_mb: number;
  };
  lighthouse: {
    accessibility: number;
    best_practices: number;
    seo: number;
    performance_public: number;
    performance_signed_in: number;
    lcp_ms: number;
    blocking_ms: number;
  };
}

export const budgets = parse(readFileSync(join(ROOT, "budgets.toml"), "utf8")) as unknown as Budgets;

/** The public pages in both languages that are looked at. */
export function publicPaths(): string[] {
  return budgets.public_pages.paths.flatMap((path) => LOOKED_AT.map((lang) => path.replace("{lang}", lang)));
}
