// Accessibility by axe: any violation fails the test, with the rule and the elements.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}\n  ${node.html}\n  ${node.failureSummary ?? ""}`),
  );
  expect(said, `axe on ${page.url()}`).toEqual([]);
}
