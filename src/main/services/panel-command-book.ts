/**
 * Commands to panels of the last day: each step is a row and the kept command, in one transaction and in their order.
 * Must not decide what a command becomes, and must never see a code.
 */
import type { Actor, JournalKind, JsonObject } from '../../shared/model/journal.ts';
import type { CommandFailure, PanelCommand } from '../../shared/model/panels.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { systemActor } from './alarms-writer.ts';
import { keep } from './keep.ts';
import { createRetryQueue } from './panel-intake-queue.ts';

export type CommandStep =
  | { readonly state: 'accepted'; readonly ended: boolean; readonly detail: string | null }
  | { readonly state: 'confirmed'; readonly detail: string | null }
  | { readonly state: 'failed'; readonly failure: CommandFailure; readonly detail: string | null };

export interface CommandBook {
  get(commandId: string): PanelCommand | null;
  /** Resolves when no step of it is on its way to the disk. */
  written(commandId: string): Promise<void>;
  /** Nothing may be sent before this has succeeded. */
  begin(actor: Actor, command: PanelCommand, simulated: boolean): Promise<Result<PanelCommand, ServiceFailure>>;
  /** Known at once, and written after what was before it, as soon as the disk takes it; resolves when that was tried. */
  step(commandId: string, step: CommandStep): Promise<void>;
  /** What the last run left open has failed; nobody waits for it any more. */
  settleOld(): void;
  /** Drops what ended a day ago. */
  tick(): void;
  stop(): Promise<void>;
}

const keptMs = 86_400_000;
const rowOf = { accepted: 'panel.commandAccepted', confirmed: 'panel.commandConfirmed', failed: 'panel.commandFailed' } as const satisfies {
  readonly [state in CommandStep['state']]: JournalKind;
};

/** A command that nothing is awaited of any more ends when it was accepted: see `ended`. */
export const isOpenCommand = ({ state, deadlineUtcMs, stateAtUtcMs }: PanelCommand): boolean =>
  state === 'sent' || (state === 'accepted' && deadlineUtcMs > stateAtUtcMs);

export function createCommandBook({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }): CommandBook {
  const commands = new Map<string, PanelCommand>();
  const queue = createRetryQueue();
  const writing = new Map<string, Promise<void>>();
  for (const command of ledger.read.allKept('command')) commands.set(command.commandId, command);

  function step(commandId: string, next: CommandStep): Promise<void> {
    const before = commands.get(commandId);
    if (before === undefined || !isOpenCommand(before)) return Promise.resolve();
    const after = stepped(before, next, clock.utcMs());
    commands.set(commandId, after);
    const work = new Promise<void>((resolve) => {
      queue.add(async () => {
        const outcome = await keep(ledger, (tx) => writeStep(tx, after));
        resolve();
        return outcome;
      });
    });
    writing.set(commandId, work);
    return work.finally(() => {
      if (writing.get(commandId) === work) writing.delete(commandId);
    });
  }

  return {
    get: (commandId) => commands.get(commandId) ?? null,
    written: async (commandId) => writing.get(commandId),
    async begin(actor, command, simulated) {
      const outcome = await keep(ledger, (tx) => {
        tx.append({ kind: 'panel.commanded', actor, subject: command.panelId, payload: { ...payloadOf(command), ...(simulated ? { simulated } : {}) } });
        tx.keep('command', command.commandId, command);
        return command;
      });
      if (outcome.ok) commands.set(command.commandId, command);
      return outcome;
    },
    step,
    settleOld() {
      for (const command of commands.values())
        if (isOpenCommand(command)) void step(command.commandId, { state: 'failed', failure: 'restarted', detail: null });
    },
    tick() {
      const old = [...commands.values()].filter((command) => !isOpenCommand(command) && clock.utcMs() - command.stateAtUtcMs > keptMs);
      for (const { commandId } of old) {
        commands.delete(commandId);
        queue.add(() => keep(ledger, (tx) => tx.drop('command', commandId)));
      }
    },
    stop: () => queue.stop(),
  };
}

function stepped(before: PanelCommand, next: CommandStep, nowUtcMs: number): PanelCommand {
  return {
    ...before,
    state: next.state,
    stateAtUtcMs: nowUtcMs,
    failure: next.state === 'failed' ? next.failure : null,
    detail: next.detail,
    ...(next.state === 'accepted' && next.ended ? { deadlineUtcMs: nowUtcMs } : {}),
  };
}

function writeStep(tx: Tx, command: PanelCommand): void {
  if (command.state === 'sent') return;
  const { panelId, failure, detail } = command;
  const more = { ...(failure === null ? {} : { failure }), ...(detail === null ? {} : { detail }) };
  tx.append({ kind: rowOf[command.state], actor: systemActor, subject: panelId, payload: { ...payloadOf(command), ...more } });
  tx.keep('command', command.commandId, command);
}

function payloadOf({ commandId, panelId, kind, mode, pointKind, pointId, by, secondPerson }: PanelCommand): JsonObject {
  return {
    ...{ commandId, panelId, command: kind, by },
    ...(mode === null ? {} : { mode }),
    ...(pointId === null ? {} : { pointKind, pointId }),
    ...(secondPerson === null ? {} : { secondPerson }),
  };
}
