// Looks after the page until, and while, WASM runs. A classic script, first in <head>, so that it sees every failure.
//
// 1. Marks <html data-js>: controls that need a script may show themselves.
// 2. A panic leaves the page half alive. Then: keep what was typed, reload once without hydration (<html data-plain>);
//    every form works as plain HTML.
// 3. Keeps typed fields over any reload that the product itself asks for (`app:keep-fields`, `app:reload`).
//    Passwords, files and hidden fields are never kept; what was kept lives in this tab only and for five minutes.
//    What was typed when a sign-in ended waits half an hour, for somebody who signs in and comes back.
// 4. Closes an open menu (`<details class="menu">`) on Escape, and when the reader turns elsewhere.
// 5. Says where a navigation inside the page led: its title to screen readers, the focus to its heading.
// 6. Without a network lets links go by themselves, so that the service worker answers with the offline page.
// 7. Sends a form as soon as its file is chosen (`data-at-once`).

(() => {
  "use strict";

  const root = document.documentElement;
  const PLAIN = "mentoring:plain";
  const FIELDS = "mentoring:fields";
  const PLAIN_FOR = 5 * 60_000;
  const FIELDS_FOR = 30 * 60_000;
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

  // What was saved on this page not too long ago.
  const recall = (key, time) => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      return kept && kept.path === location.pathname && Date.now() - kept.at < time ? kept.value : undefined;
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
    const kept = recall(FIELDS, FIELDS_FOR);
    if (!kept) return; // nothing, or another page's: its reader is on the way back to it
    try {
      sessionStorage.removeItem(FIELDS);
    } catch {
      return;
    }
    for (const [key, field] of fields()) {
      if (!(key in kept) || JSON.stringify(valueOf(field)) === JSON.stringify(kept[key])) continue;
      put(field, kept[key]);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  // To sign in, and back.
  document.addEventListener("click", (event) => event.target.closest?.("[data-keeps]") && keepFields());

  // A form that carries another one goes by itself (`ui::form`): the answer is a page.
  addEventListener("submit", (event) => event.target.elements?.kept && event.stopImmediatePropagation(), true);

  document.addEventListener("change", (event) => "atOnce" in event.target.dataset && event.target.form.requestSubmit());

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

  // --- from page to page -----------------------------------------------------------------------------------------------

  const WAIT_FOR_PAGE = 10_000;
  let before;
  let arriving;
  let announcer;

  const heading = () => document.querySelector("main h1");
  const snapshot = () => {
    const shown = heading();
    before = { shown, text: shown?.textContent };
  };

  const announce = () => {
    if (!announcer) {
      announcer = document.createElement("p");
      announcer.className = "visually-hidden";
      announcer.setAttribute("role", "status");
    }
    // A part of the program may have put another body in place of its own.
    document.body.append(announcer);
    announcer.textContent = "";
    setTimeout(() => (announcer.textContent = document.title), 100);
  };

  const arrive = () => {
    const shown = heading();
    if (!shown || (shown === before?.shown && shown.textContent === before.text)) return;
    arriving?.disconnect();
    snapshot();
    announce();
    // Who is writing already stays there.
    if (!document.activeElement?.matches("input, textarea, select, [autofocus]")) {
      shown.tabIndex = -1;
      shown.focus({ preventScroll: true });
    }
    restoreFields();
  };

  const leave = () => {
    arriving?.disconnect();
    const observer = (arriving = new MutationObserver(arrive));
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    setTimeout(() => observer.disconnect(), WAIT_FOR_PAGE);
    arrive();
  };

  let path = location.pathname;
  const moved = () => {
    if (location.pathname === path) return;
    path = location.pathname;
    // Before the program is there, it is a page of the server's that finds its address.
    if ("alive" in root.dataset) leave();
  };

  for (const name of ["pushState", "replaceState"]) {
    const change = history[name];
    history[name] = (...args) => {
      change.apply(history, args);
      moved();
    };
  }
  for (const name of ["app:alive", "click", "submit"]) addEventListener(name, snapshot, true);
  addEventListener("popstate", () => {
    snapshot();
    moved();
  });

  // A device that says it is offline is; the page that the worker shows then is whole, and tries again by itself.
  const goesByItself = (event) => {
    const link = event.target.closest?.("a[href]");
    if (navigator.onLine || !link || link.origin !== location.origin || !navigator.serviceWorker?.controller) return;
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if (!isHere) event.stopImmediatePropagation();
  };
  addEventListener("click", goesByItself, true);

  // --- without hydration ---------------------------------------------------------------------------------------------

  if (recall(PLAIN, PLAIN_FOR)) {
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
