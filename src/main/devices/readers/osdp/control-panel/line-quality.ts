/** Counters of one reader: how well the line to it does. */

const keptRoundTrips = 32;

export class LineQuality {
  exchanges = 0;
  retries = 0;
  badChecks = 0;
  busy = 0;
  naks = 0;
  readonly #roundTripsMs: number[] = [];

  /** A good exchange that took so long from the last byte sent to the whole reply. */
  exchanged(roundTripMs: number): void {
    this.exchanges += 1;
    this.#roundTripsMs.push(Math.max(0, roundTripMs));
    if (this.#roundTripsMs.length > keptRoundTrips) this.#roundTripsMs.shift();
  }

  /** Mean of the newest 32; null before the first. */
  get roundTripMs(): number | null {
    const count = this.#roundTripsMs.length;
    return count === 0 ? null : this.#roundTripsMs.reduce((sum, each) => sum + each, 0) / count;
  }
}
