/** Keeps one connection's subscriptions equal to what the panels need, which discovery changes while running. */
import type { Connection } from './connection.ts';
import type { SupervisedPanel } from './supervision.ts';

export class Subscriptions {
  readonly #panels: readonly SupervisedPanel[];
  readonly #settled: () => void;
  #connection: Connection | null = null;
  #held = new Set<string>();
  readonly #refused = new Set<string>();
  #scheduled = false;

  /** `settled` is called after each answer of the broker: refusals may have changed. */
  constructor(panels: readonly SupervisedPanel[], settled: () => void) {
    this.#panels = panels;
    this.#settled = settled;
  }

  /** Subscribes to all anew, also in an old session: that is how retained states come. */
  connected(connection: Connection): void {
    this.#connection = connection;
    this.renew();
  }

  /** Subscribes to all anew: the broker sends what is retained once more (MQTT 3.1.1, 3.8.4). */
  renew(): void {
    this.#held = new Set();
    this.#refused.clear();
    this.#apply();
  }

  disconnected(): void {
    this.#connection = null;
  }

  /** Announcements come in bursts: one SUBSCRIBE for what one burst brings. */
  changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#apply();
    });
  }

  #apply(): void {
    const connection = this.#connection;
    if (connection === null) return;
    const needed = new Set(this.#panels.flatMap((panel) => panel.dialect.subscriptions()));
    const missing = [...needed].filter((filter) => !this.#held.has(filter));
    connection.unsubscribe([...this.#held].filter((filter) => !needed.has(filter)));
    this.#held = needed;
    if (missing.length === 0) return;
    connection.subscribe(missing).then(
      (refused) => this.#answered(refused),
      () => connection.drop(),
    );
  }

  #answered(refused: readonly string[]): void {
    for (const filter of refused) this.#refused.add(filter);
    for (const panel of this.#panels) panel.refused(panel.dialect.subscriptions().filter((filter) => this.#refused.has(filter)));
    this.#settled();
  }
}
