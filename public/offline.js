// On the offline page, which the service worker shows in place of the page that was asked for: the address is still that
// page's, so a reload leads back to it. Tries by itself as soon as the network or the server answers again.

(() => {
  "use strict";

  // In milliseconds: often at first, since most gaps are short.
  const FIRST_PROBE = 1_000;
  const LAST_PROBE = 15_000;
  // Opened by its own address there is nothing to go back to, and reloading would never end.
  const opened = /^\/\w\w\/offline\/?$/.test(location.pathname);
  const back = () => (opened ? location.assign(location.pathname.replace(/\/offline\/?$/, "")) : location.reload());

  async function probe() {
    if (document.visibilityState !== "visible" || !navigator.onLine) return;
    const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => undefined);
    if (answer?.ok) back();
  }

  for (const button of document.querySelectorAll("[data-offline-retry]")) button.addEventListener("click", back);
  if (opened) return;

  // A device says that it is online before anything answers: so this too only asks.
  const keepProbing = (wait) =>
    setTimeout(async () => {
      await probe();
      keepProbing(Math.min(2 * wait, LAST_PROBE));
    }, wait);

  addEventListener("online", probe);
  document.addEventListener("visibilitychange", probe);
  keepProbing(FIRST_PROBE);
})();
