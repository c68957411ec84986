// Filling in and sending forms the way a person does, in a browser with and without scripts.
import { type Locator, type Page, expect, test } from "@playwright/test";

/** Whether pages of this test run scripts. */
export function scripted(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/**
 * Presses the button of a form and gives the status of the answer to what was sent. With scripts it waits until the
 * program has taken the form over: before that the browser sends it by itself, as it does without scripts.
 */
export async function send(page: Page, button: string | RegExp): Promise<number> {
  const pressed = page.locator("main").getByRole("button", { name: button });
  await awake(pressed);
  const isDocument = await inDocument(page);
  // The form of a document is the browser's, with scripts too: another page takes this one's place.
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST"),
    isDocument || !scripted() ? page.waitForEvent("domcontentloaded") : undefined,
    pressed.click(),
  ]);
  return isDocument && answer.status() === 303 ? accepted() : answer.status();
}

/** Is this page no part of the program? */
async function inDocument(page: Page): Promise<boolean> {
  return (await page.locator("html[data-document]").count()) > 0;
}

/** The status of a form that was accepted: the script is told where to go, the browser sent on. */
export function accepted(): number {
  return scripted() ? 200 : 303;
}

/** The sentence about a field stands beside it, and is what a screen reader says of it. */
export async function expectProblem(field: Locator, sentence: RegExp): Promise<void> {
  await expect(field).toHaveAccessibleDescription(sentence);
  await expect(field.page().locator("#errors")).toContainText(sentence);
}

/** Waits until the form of a button listens for being sent; links, and forms for the browser alone, never do. */
export async function awake(button: Locator): Promise<void> {
  if (!scripted() || (await inDocument(button.page()))) return;
  await button.waitFor();
  const form = button.locator("xpath=ancestor::form[1]");
  if ((await form.count()) === 0) return;
  const isOurs = (await form.getAttribute("action"))?.startsWith("/api/") || (await form.getAttribute("role")) === "search";
  if (!isOurs) return;
  const session = await button.page().context().newCDPSession(button.page());
  await expect
    .poll(async () => {
      await form.evaluate((element) => element.setAttribute("data-awaited", ""));
      const { result } = await session.send("Runtime.evaluate", { expression: "document.querySelector('[data-awaited]')" });
      const { listeners } = await session.send("DOMDebugger.getEventListeners", { objectId: result.objectId ?? "" });
      await form.evaluate((element) => element.removeAttribute("data-awaited"));
      return listeners.map(({ type }) => type);
    }, { message: "the form is taken over by the program" })
    .toContain("submit");
  await session.detach();
}
