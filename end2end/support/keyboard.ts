// Going through a page with the keyboard alone, and looking at each step whether one sees where one is.
import { type Locator, type Page, expect } from "@playwright/test";

/** Presses Tab until `goal` has the focus; on the way every stop must be in sight and marked. */
export async function tabTo(page: Page, goal: Locator, atMost = 60): Promise<void> {
  for (let stop = 0; stop < atMost; stop++) {
    await page.keyboard.press("Tab");
    expect(await hidden(page), "where the focus is").toEqual([]);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`not reached within ${atMost} stops: ${goal}`);
}

/** What is wrong with how the focused element looks: out of sight, covered, or not marked. */
async function hidden(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const focused = document.activeElement;
    // The heading that a navigation led to is no stop of the keyboard's.
    if (!focused || focused === document.body || (focused.tagName === "H1" && focused.getAttribute("tabindex") === "-1")) return [];
    const said = focused.outerHTML.slice(0, 160);
    const wrong: string[] = [];

    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const shown = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
    if (!shown) wrong.push(`out of sight: ${said}`);
    const seen = shown && document.elementFromPoint(x, y);
    if (seen && !focused.contains(seen) && !seen.contains(focused)) wrong.push(`under ${seen.className}: ${said}`);

    // The ring may be around what draws the control: its label, or the box of a field.
    let around: Element | null = focused;
    let marked = false;
    for (let depth = 0; depth < 3 && around; depth++, around = around.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(around);
      marked ||= outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    }
    if (!marked) wrong.push(`no ring: ${said}`);
    return wrong;
  });
}
