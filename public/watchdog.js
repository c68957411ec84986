// Looks after the page until, and while, WASM runs. A classic script, first in <head>, so that it sees every failure.
//
// 1. Marks <html data-js>: controls that need a script may show themselves.
// 2. A panic leaves the page half alive. Then: keep what was typed, reload once without hydration (<html data-plain>);
//    every form works as plain HTML.
// 3. Keeps typed fields over any reload that the product itself asks for (`app:keep-fields`, `app:reload`).
//    Passwords, files and hidden fields are never kept; what was kept lives in this tab only and for five minutes.
// 4. Closes an open menu (`<details class="menu">`) on Escape, and when the reader turns elsewhere.

(() => {
  "use strict";

  const root = document.documentElement;
  const PLAIN = "mentoring:plain";
  const FIELDS = "mentoring:fields";
  const KEPT_FOR = 5 * 60_000;
  const SKIPPED = ["password", "file", "hidden", "submit", "button", "image", "reset"];

  root.dataset.js = "";

  // --- storage that may be refused (private windows) ---------------------------------------------------------------

  const save = (key, value) => {
    try {
      sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, at: Date.now(), value }));
      return true;
    } catch {
      return false;
    }
  };

  // What was saved on this page less than five minutes ago.
  const recall = (key) => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      return kept && kept.path === location.pathname && Date.now() - kept.at < KEPT_FOR ? kept.value : undefined;
    } catch {
      return undefined;
    }
  };

  // --- typed fields --------------------------------------------------------------------------------------------------

  // Name and place among fields of that name: stays the same between two renderings of one page.
  const fields = () => {
    const seen = new Map();
    return [...document.querySelectorAll("input[name], textarea[name], select[name]")]
      .filter((field) => !SKIPPED.includes(field.type) && field.autocomplete !== "one-time-code")
      .map((field) => {
        const nth = seen.get(field.name) || 0;
        seen.set(field.name, nth + 1);
        return [`${field.name} ${nth}`, field];
      });
  };

  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

  const valueOf = (field) => {
    if (isChoice(field)) return field.checked;
    if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  };

  const put = (field, value) => {
    if (isChoice(field)) field.checked = value;
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  };

  const keepFields = () => save(FIELDS, Object.fromEntries(fields().map(([key, field]) => [key, valueOf(field)])));

  const restoreFields = () => {
    const kept = recall(FIELDS);
    try {
      sessionStorage.removeItem(FIELDS);
    } catch {
      return;
    }
    if (!kept) return;
    for (const [key, field] of fields()) {
      if (!(key in kept) || JSON.stringify(valueOf(field)) === JSON.stringify(kept[key])) continue;
      put(field, kept[key]);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  // --- menus ---------------------------------------------------------------------------------------------------------

  const openMenus = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });

  const closeOthers = (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);

  // --- without hydration ---------------------------------------------------------------------------------------------

  if (recall(PLAIN)) {
    root.dataset.plain = "";
    // The loader waits for ever, so nothing of the program runs.
    const never = () => new Promise(() => {});
    WebAssembly.instantiate = never;
    WebAssembly.instantiateStreaming = never;
  }

  // A page that is left loses what it was fetching: the program ends over that, but nothing is wrong with it. Not every
  // page that is about to be left is: a link to write a mail, or a download, leaves it where it is.
  let leaving = false;
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => (leaving = false), 10_000);
  });

  const onFailure = (error) => {
    const panicked = typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
    if (!panicked || leaving || "plain" in root.dataset) return;
    // Offline a reload would replace the page by the offline page: the page as it stands is worth more.
    if (!navigator.onLine) return;
    // Without storage the next load could not know: it would panic and reload for ever.
    if (!save(PLAIN, true)) return;
    keepFields();
    location.reload();
  };

  addEventListener("error", (event) => onFailure(event.error));
  addEventListener("unhandledrejection", (event) => onFailure(event.reason));

  document.addEventListener("app:keep-fields", keepFields);
  document.addEventListener("app:reload", () => {
    keepFields();
    location.reload();
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", restoreFields, { once: true });
  else restoreFields();
})();
