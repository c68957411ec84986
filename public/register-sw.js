// Registers the service worker and tells the page, with or without WASM, what it may offer. Load as a module.
//
// Tells, as DOM events on `document` and as attributes of <html> (for who comes later, and for CSS):
//   app:update-ready   data-update-ready   a new version waits
//   app:installable    data-installable    "prompt" (we can ask) or "manual" (iOS: show how)
//   app:installed
//                      data-offline        the browser has no network
// Is told, as events on `document` or by a click on [data-app-do="…"] (so that it works before hydration):
//   app:apply-update   app:install   app:dismiss-update

const root = document.documentElement;
const workers = navigator.serviceWorker;
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`app:${name}`, { detail }));
const CHECK_EVERY = 60_000;

let registration;
let installPrompt;
let applying = false;
let checkedAt = 0;

document.addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-app-do]")?.dataset.appDo;
  if (action) tell(action);
});

// --- passkeys: their script comes with the first press of one of their buttons --------------------------------------------

if (globalThis.PublicKeyCredential) root.dataset.passkeys = "";

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-passkey]");
  if (!button) return;
  event.preventDefault();
  import("/passkeys.js").then((passkeys) => passkeys.press(button)).catch(() => {});
});

// --- the network -------------------------------------------------------------------------------------------------------

function tellNetwork() {
  if (navigator.onLine) delete root.dataset.offline;
  else root.dataset.offline = "";
}

for (const change of ["online", "offline", "pageshow"]) addEventListener(change, tellNetwork);
tellNetwork();

// --- new versions: offered, never forced -------------------------------------------------------------------------------

const isTyping = () => document.activeElement?.matches?.("input, textarea, select, [contenteditable]");

function offerUpdate() {
  if (isTyping()) return document.addEventListener("focusout", () => setTimeout(offerUpdate), { once: true });
  if ("updateReady" in root.dataset) return;
  root.dataset.updateReady = "";
  tell("update-ready");
}

function reloadKeepingFields() {
  tell("keep-fields");
  location.reload();
}

function applyUpdate() {
  applying = true;
  if (registration?.waiting) registration.waiting.postMessage("SKIP_WAITING");
  else reloadKeepingFields();
}

function watch(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && workers.controller) offerUpdate();
  });
}

async function check() {
  if (document.visibilityState !== "visible" || Date.now() - checkedAt < CHECK_EVERY) return;
  checkedAt = Date.now();
  // Offline, or a server that is just restarting: the next look will tell.
  await registration.update().catch(() => {});
}

async function register() {
  const hadController = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (applying) reloadKeepingFields();
    else if (hadController) offerUpdate(); // accepted in another tab: here it is a reload away
  });

  registration = await workers.register("/sw.js", { updateViaCache: "none" });
  checkedAt = Date.now();
  if (registration.waiting && workers.controller) offerUpdate();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));

  addEventListener("pageshow", check);
  document.addEventListener("visibilitychange", check);
}

document.addEventListener("app:apply-update", applyUpdate);
document.addEventListener("app:dismiss-update", () => delete root.dataset.updateReady);

// --- installation ------------------------------------------------------------------------------------------------------

function offerInstall(how) {
  root.dataset.installable = how;
  tell("installable", how);
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installPrompt = event;
  offerInstall("prompt");
});

addEventListener("appinstalled", () => {
  installPrompt = undefined;
  delete root.dataset.installable;
  tell("installed");
});

document.addEventListener("app:install", async () => {
  if (!installPrompt) return;
  installPrompt.prompt();
  await installPrompt.userChoice;
  installPrompt = undefined; // a prompt can be used once
  delete root.dataset.installable;
});

// Only Safari on iOS knows `standalone`; it has no prompt of its own.
if (navigator.standalone === false) offerInstall("manual");

if (workers) {
  const start = () => register().catch((error) => console.warn("service worker:", error));
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
