/** What waits to be said to one reader: first what a person in front of it should see and hear, then the requests, in their order. */
import type { Command, Reply } from '../messages.ts';
import { fail, type Result } from '../result.ts';
import type { RequestProblem } from './words.ts';

export interface Job {
  readonly command: Command;
  readonly queuedAtMs: number;
  /** Called once. */
  readonly answer: (result: Result<Reply, RequestProblem>) => void;
}

const nobodyAsks = (): void => undefined;

export class JobQueue {
  #indications: Job[] = [];
  #requests: Job[] = [];

  get first(): Job | null {
    return this.#indications[0] ?? this.#requests[0] ?? null;
  }

  /** Newer signs take the place of those that wait. */
  indicate(commands: readonly Command[], queuedAtMs: number): void {
    this.#indications = commands.map((command) => ({ command, queuedAtMs, answer: nobodyAsks }));
  }

  add(job: Job): void {
    this.#requests.push(job);
  }

  /** It was not carried out: first again. */
  putBack(job: Job): void {
    this.#requests.unshift(job);
  }

  take(): Job | null {
    return this.#indications.shift() ?? this.#requests.shift() ?? null;
  }

  /** Everybody who waits is told why nothing comes. */
  drop(code: 'offline' | 'cancelled'): void {
    const dropped = this.#requests;
    this.#indications = [];
    this.#requests = [];
    for (const job of dropped) job.answer(fail({ code }));
  }
}
