// Listens to a page while a test uses it: what goes wrong unseen fails the test at its end.
import type { Page } from "@playwright/test";

export interface Watch {
  problems: string[];
}

/**
 * Collects errors of scripts and of the console (violations of the Content-Security-Policy are among
 * them) and answers of 400 or more, or none, to anything but a page itself or an address matching `expected`.
 */
export function watch(page: Page, expected: RegExp[]): Watch {
  const problems: string[] = [];
  // Modules that could not be had. The same happens to what a module was importing when the reader went on.
  const lost: string[] = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    // A failed request appears below, with its address and status.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    problems.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    const address = response.url();
    if (response.status() < 400 || response.request().isNavigationRequest()) return;
    if (!expected.some((pattern) => pattern.test(address))) problems.push(`${response.status()} ${address}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // The browser itself gives up what it was loading when the reader goes on to another page.
    if (reason === "net::ERR_ABORTED") return;
    const problem = `${reason} ${request.url()}`;
    if (expected.some((pattern) => pattern.test(request.url()))) return;
    problems.push(problem);
    if (reason === "net::ERR_FAILED" && request.resourceType() === "script") lost.push(problem);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) return;
    for (const problem of lost.splice(0)) problems.splice(problems.indexOf(problem), 1);
  });
  return { problems };
}
