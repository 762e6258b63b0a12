import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Checks the page as it is shown, with every rule of axe. Legacy mode runs in the page itself instead of opening another
 * one for the report; it leaves out frames of other origins, which no screen has. Both options take a fifth of the time.
 *
 * @returns a line for each rule that is violated, with the elements.
 */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
