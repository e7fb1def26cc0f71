/** What a picky eye would find on a screen: text that is cut, things that stick out, rules of accessibility that are broken. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** WCAG 2.2 A and AA; each violation as one line with the elements that break it. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy mode: the page has no foreign frames, and a helper page for each run would take longer than the run.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`);
}

/** Nothing scrolls sideways, and no text is cut unless an ellipsis says so and a title or the row's detail has the whole of it. */
export function layoutProblems(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate((root) => {
    const problems: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) problems.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    const hasOwnText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    for (const element of document.querySelectorAll<HTMLElement>(`${root} *`)) {
      if (!hasOwnText(element) || !element.checkVisibility() || element.closest('option, svg') !== null) continue;
      const style = getComputedStyle(element);
      // Words for screen readers alone.
      if (style.display === 'inline' || style.clipPath !== 'none' || element.clientWidth <= 1) continue;
      if (element.scrollWidth <= element.clientWidth + 1) continue;
      const told = style.textOverflow === 'ellipsis' && (element.closest('[title], [role="option"]') !== null || element.querySelector('[title]') !== null);
      if (!told) problems.push(`cut: "${(element.textContent ?? '').slice(0, 60)}" ${element.scrollWidth} in ${element.clientWidth} (${element.className})`);
    }
    return problems;
  }, within);
}
