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
if (typeof document !== 'undefined') document.addEventListener('error', noteMissing, { capture: true });

/** A sheet that fails once more is noted once more. */
function askForSheet(link: HTMLLinkElement): Promise<void> {
  const again = document.createElement('link');
  again.rel = 'stylesheet';
  again.href = link.href;
  return new Promise((resolve, reject) => {
    again.addEventListener('load', () => resolve(), { once: true });
    again.addEventListener('error', () => reject(new Error(`${again.href} did not come`)), { once: true });
    missing.delete(link);
    link.replaceWith(again);
  });
}

/** Resolves with the part once all of it is there; rejects with why not when it has been asked for too often. */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const part = await load();
      await Promise.all([...missing].map(askForSheet));
      return part;
    } catch (error) {
      if (tries === maxTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
