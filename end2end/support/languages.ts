// The four languages, and the two that every page is looked at in: the default, and the one that runs
// from right to left.
export const LANGUAGES = ["fr", "ar", "en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];
export const LOOKED_AT: readonly Language[] = ["fr", "ar"];
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
