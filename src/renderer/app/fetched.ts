/**
 * Parts of the page that come as files of their own. The post may be starting anew just when one is asked for: then it is
 * asked for again, and no part is shown without its style sheets. It must not know which parts there are.
 */

const pauseMs = 500;
/** Half a minute: a start of the post takes a few seconds. After that it is no pause but a bug, or another program. */
const maxTries = 60;

/** Style sheets that did not come. The bundler asks for each of them once only, and would go on without. */
const missing = new Set<HTMLLinkElement>();
const noteMissing = ({ target }: Event): void => {
  if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
};
const sheets = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
if (typeof document !== 'undefined') {
  document.addEventListener('error', noteMissing, { capture: true });
  // A script of the page waits for the sheets before it: one that is not there now has failed.
  for (const link of sheets()) if (link.sheet === null) missing.add(link);
}

/**
 * Resolves once the sheet is there; asks anew for one that did not come. Also waits for one that another part has asked for:
 * the bundler tells only the first part that asked. A sheet that fails once more is noted once more.
 */
function arrived(link: HTMLLinkElement): Promise<void> {
  // A sheet that failed can look as if it were there, so what was noted comes first.
  if (!missing.has(link) && link.sheet !== null) return Promise.resolve();
  const asked = missing.delete(link) ? askAnew(link) : link;
  return new Promise((resolve, reject) => {
    asked.addEventListener('load', () => resolve(), { once: true });
    asked.addEventListener('error', () => reject(new Error(`${asked.href} did not come`)), { once: true });
  });
}

function askAnew(link: HTMLLinkElement): HTMLLinkElement {
  const again = document.createElement('link');
  again.rel = 'stylesheet';
  again.href = link.href;
  link.replaceWith(again);
  return again;
}

/** Resolves with the part once all of it is there; rejects with why not when it has been asked for too often. */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const part = await load();
      await Promise.all(sheets().map(arrived));
      return part;
    } catch (error) {
      if (tries === maxTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
