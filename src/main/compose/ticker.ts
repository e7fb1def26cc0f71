/** What has to be looked at once a second. A look that takes longer is not begun twice. */

export interface Ticker {
  start(): void;
  stop(): Promise<void>;
}

/** A ticker that is not started. */
export function createTicker(looks: readonly (() => Promise<void>)[], logBug: (where: string, error: unknown) => void): Ticker {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;

  async function lookAtAll(): Promise<void> {
    for (const look of looks) {
      try {
        await look();
      } catch (error) {
        logBug('tick', error);
      }
    }
    running = null;
  }

  return {
    start() {
      timer = setInterval(() => {
        running ??= lookAtAll();
      }, 1_000);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
