/**
 * Commands to panels: from a request to messages that the broker has taken, or to the reason why not (alarms.md 2).
 * Must not keep anything for later: what can't go now has failed. Knows no secret but the one in the request.
 */
import type { CommandFailure, PanelCommandKind } from '../../../../shared/model/panels.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { CommandProof, PanelCommandRequest, PanelSecrets } from '../../../core/ports/devices.ts';
import type { PanelDialect } from '../dialect.ts';
import type { Connection } from './connection.ts';

export interface CommandsOptions {
  readonly clock: Clock;
  readonly dialects: readonly PanelDialect[];
  readonly secrets?: Pick<PanelSecrets, 'code'>;
  /** The connection that is up; null while there is none. */
  readonly connection: () => Connection | null;
}

export class Commands {
  readonly #options: CommandsOptions;

  constructor(options: CommandsOptions) {
    this.#options = options;
  }

  of(panelId: string): readonly PanelCommandKind[] {
    return this.#dialect(panelId)?.commands() ?? [];
  }

  /** True while a code must be set before this can be asked. */
  needsCode(panelId: string, kind: PanelCommandKind): boolean {
    if (this.#dialect(panelId)?.codeFor(kind) !== 'needed') return false;
    return (this.#options.secrets?.code(panelId) ?? null) === null;
  }

  /** Resolves when the broker has taken every message of it. A failure after sending does not prove that nothing was done. */
  async send(request: PanelCommandRequest): Promise<Result<CommandProof, CommandFailure>> {
    const dialect = this.#dialect(request.panelId);
    if (dialect === null) return fail('notSupported');
    if (request.code === null && dialect.codeFor(request.kind) === 'needed') return fail('codeMissing');
    const plan = dialect.plan(request);
    if (plan === null) return fail('notSupported');
    const connection = this.#options.connection();
    if (connection === null) return fail('offline');
    const leftMs = request.deadlineUtcMs - this.#options.clock.utcMs();
    if (leftMs <= 0) return fail('timedOut');
    const failure = await withDeadline(Promise.all(plan.messages.map((message) => connection.publish(message))), leftMs);
    // Bytes that still wait for a line that has died must not open a door an hour later.
    if (failure === 'timedOut') connection.drop();
    return failure === null ? ok(plan.proof) : fail(failure);
  }

  #dialect(panelId: string): PanelDialect | null {
    return this.#options.dialects.find((dialect) => dialect.panelId === panelId) ?? null;
  }
}

async function withDeadline(sending: Promise<readonly (CommandFailure | null)[]>, leftMs: number): Promise<CommandFailure | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly CommandFailure[]>((resolve) => {
    timer = setTimeout(() => resolve(['timedOut']), leftMs);
  });
  const outcomes = await Promise.race([sending, late]);
  clearTimeout(timer);
  return outcomes.find((outcome) => outcome !== null) ?? null;
}
