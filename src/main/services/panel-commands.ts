/**
 * Commands to panels: asked by a person (by two where the site says so), written down, sent, and then followed until the
 * panel's own state says that it is done, or the time is over (alarms.md 2). Must not keep anything for later.
 */
import { defaultAlarmPolicy } from '../../shared/model/alarm-policy.ts';
import type { PanelConfig } from '../../shared/model/config.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { ArmMode, CommandFailure, PanelCommand, PanelCommandKind, PointKind } from '../../shared/model/panels.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { PanelSecrets, PanelSignal, PanelsPort } from '../core/ports/devices.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { type CheckSecret, secondPerson, type Witness } from './alarms-second-person.ts';
import { type CommandStep, createCommandBook } from './panel-command-book.ts';
import { awaitProof, type FindPoint, type ProofEvent, type ProofWaiter } from './panel-command-proof.ts';
import type { PanelPoints } from './panel-points.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface CommandInput {
  readonly panelId: string;
  readonly kind: PanelCommandKind;
  readonly mode: ArmMode | null;
  readonly pointKind: PointKind | null;
  readonly pointId: string | null;
  readonly second?: Witness | undefined;
}

export interface PanelAbilities {
  readonly panelId: string;
  readonly name: string;
  readonly commands: readonly { readonly kind: PanelCommandKind; readonly needsCode: boolean }[];
}

export interface PanelCommands {
  abilities(): PanelAbilities[];
  /** Answers once it is on its way or has failed at once. Rules: see the contract; `unknownPanel`, `unknownPoint`, `commandUnderWay` (one for the same point is open). */
  command(actor: Actor, input: CommandInput): Answer<PanelCommand>;
  /** What panels said, once it is on disk. */
  heard(signals: readonly PanelSignal[]): void;
  /** What the last run left open has failed. Before the panels are started. */
  start(): void;
  /** Ends what took too long; once a second. */
  tick(): void;
  stop(): Promise<void>;
}

export interface PanelCommandsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly panels: readonly PanelConfig[];
  readonly port: Pick<PanelsPort, 'commandsOf' | 'needsCode' | 'command' | 'health'>;
  readonly secrets: Pick<PanelSecrets, 'code'>;
  readonly points: Pick<PanelPoints, 'of' | 'ofPanel'>;
  readonly checkSecret: CheckSecret;
  /** A bug met outside of any call. */
  readonly logBug: (where: string, error: unknown) => void;
}

const defaultSeconds = 15;
const mostDetail = 200;

interface UnderWay {
  readonly command: PanelCommand;
  readonly waiter: ProofWaiter;
}

/** Commands over the panels' link. */
export function createPanelCommands(deps: PanelCommandsDeps): PanelCommands {
  const { ledger, clock, newId, panels, port, points } = deps;
  const book = createCommandBook({ ledger, clock });
  const underWay = new Map<string, UnderWay>();
  const taken = new Set<string>();

  function end(commandId: string, step: CommandStep): Promise<void> {
    const entry = underWay.get(commandId);
    underWay.delete(commandId);
    if (entry !== undefined) taken.delete(targetOf(entry.command));
    return book.step(commandId, step);
  }

  function proven(commandId: string, event: ProofEvent): void {
    if (!underWay.has(commandId)) return;
    if (event.type === 'reached') void end(commandId, { state: 'confirmed', detail: null });
    else if (event.type === 'done') void end(commandId, { state: 'confirmed', detail: event.detail });
    else if (event.type === 'refused') void end(commandId, { state: 'failed', failure: 'refusedByPanel', detail: event.detail });
    else if (book.get(commandId)?.state === 'sent') void book.step(commandId, { state: 'accepted', ended: false, detail: event.detail });
  }

  /** What the link made of it. The panel may have answered before. */
  async function send(command: PanelCommand, code: string | null, waiter: ProofWaiter): Promise<void> {
    const { commandId } = command;
    const sent = await port.command({ ...requestOf(command), code });
    if (!underWay.has(commandId)) return;
    if (!sent.ok) return end(commandId, { state: 'failed', failure: sent.error, detail: null });
    const { result, point } = sent.value;
    if (!result && point === null) return end(commandId, { state: 'accepted', ended: true, detail: null });
    const written = book.get(commandId)?.state === 'sent' ? book.step(commandId, { state: 'accepted', ended: false, detail: null }) : Promise.resolve();
    waiter.wants(sent.value);
    return written;
  }

  async function begin(actor: Actor, panel: PanelConfig, input: CommandInput, secondPerson: string | null): Answer<PanelCommand> {
    const seconds = panel.commandSeconds ?? defaultSeconds;
    const command = newCommand(input, { commandId: newId('command'), by: actor.name, secondPerson, nowUtcMs: clock.utcMs(), seconds });
    const begun = await book.begin(actor, command, panel.simulated);
    if (!begun.ok) return begun;
    const { commandId } = command;
    const code = deps.secrets.code(panel.id);
    // The waiter first: a panel on the same machine may answer before the broker has.
    const stood = new Map(points.ofPanel(panel.id).map(({ point }) => [`${point.kind}\n${point.pointId}`, point]));
    const before: FindPoint = ({ kind, pointId }) => stood.get(`${kind}\n${pointId}`) ?? null;
    const tell = (event: ProofEvent) => proven(commandId, withoutCode(event, code));
    const waiter = awaitProof(command, clock.monoMs() + seconds * 1000, before, tell);
    underWay.set(commandId, { command, waiter });
    const refusal = refusalOf(port, panel.id, input.kind);
    const failed = (failure: CommandFailure) => end(commandId, { state: 'failed', failure, detail: null });
    const sending = refusal === null ? send(command, code, waiter) : failed(refusal);
    const settled = sending.catch((error: unknown) => {
      deps.logBug('panel command', error);
      return failed('offline');
    });
    await Promise.race([settled, soon()]);
    // Nothing is told that is not on disk.
    await book.written(commandId);
    return ok(ledger.read.kept('command', commandId) ?? command);
  }

  async function command(actor: Actor, input: CommandInput): Answer<PanelCommand> {
    const panel = panels.find((one) => one.id === input.panelId);
    if (panel === undefined) return fail({ code: 'rule', rule: 'unknownPanel' });
    const problem = problemOf(deps, input);
    if (problem !== null) return fail(problem);
    const isNeeded = needsTwo(ledger, input.kind);
    if (isNeeded && input.second === undefined) return fail({ code: 'rule', rule: 'secondPersonNeeded' });
    const witness = await secondPerson(deps.checkSecret, actor, isNeeded, input.second);
    if (!witness.ok) return witness;
    const target = targetOf(input);
    if (taken.has(target)) return fail({ code: 'rule', rule: 'commandUnderWay' });
    taken.add(target);
    const begun = await begin(actor, panel, input, witness.value);
    if (!begun.ok) taken.delete(target);
    return begun;
  }

  return {
    abilities: () =>
      panels.map(({ id, name }) => ({
        ...{ panelId: id, name },
        commands: port.commandsOf(id).map((kind) => ({ kind, needsCode: port.needsCode(id, kind) })),
      })),
    command,
    heard(signals) {
      if (underWay.size > 0) for (const { waiter } of [...underWay.values()]) waiter.heard(signals);
    },
    start: book.settleOld,
    tick() {
      for (const [commandId, { command: asked, waiter }] of underWay) {
        if (clock.monoMs() < waiter.deadlineMonoMs) continue;
        const stood =
          book.get(commandId)?.state === 'accepted' &&
          waiter.stoodAlready((ref) => points.of({ panelId: asked.panelId, kind: ref.kind, pointId: ref.pointId }));
        void end(commandId, stood ? { state: 'accepted', ended: true, detail: null } : { state: 'failed', failure: 'timedOut', detail: null });
      }
      book.tick();
    },
    stop: book.stop,
  };
}

function newCommand(
  { panelId, kind, mode, pointKind, pointId }: CommandInput,
  how: { readonly commandId: string; readonly by: string; readonly secondPerson: string | null; readonly nowUtcMs: number; readonly seconds: number },
): PanelCommand {
  const { commandId, by, secondPerson, nowUtcMs, seconds } = how;
  return {
    ...{ commandId, panelId, kind, mode: kind === 'arm' ? mode : null, pointKind, pointId, by, secondPerson },
    ...{ askedAtUtcMs: nowUtcMs, deadlineUtcMs: nowUtcMs + seconds * 1000, state: 'sent', stateAtUtcMs: nowUtcMs, failure: null, detail: null },
  };
}

const requestOf = ({ commandId, panelId, kind, mode, pointKind, pointId, deadlineUtcMs }: PanelCommand) => ({
  ...{ commandId, panelId, kind, mode, pointKind, pointId, deadlineUtcMs },
});

/** What can be known without asking the panel. */
function problemOf({ port, points }: PanelCommandsDeps, { panelId, kind, mode, pointKind, pointId }: CommandInput): ServiceFailure | null {
  const unsupported: ServiceFailure = { code: 'rule', rule: 'commandNotSupported' };
  if (!port.commandsOf(panelId).includes(kind)) return unsupported;
  if (kind === 'arm' && mode === null) return { code: 'rule', rule: 'modeNeeded' };
  if ((pointKind === null) !== (pointId === null)) return unsupported;
  if (kind === 'bypass' && pointId === null) return unsupported;
  if (pointKind === null || pointId === null) return null;
  // A panel that has never named its points may still take commands for them.
  const known = points.ofPanel(panelId).some(({ point }) => point.kind === pointKind);
  return known && points.of({ panelId, kind: pointKind, pointId }) === null ? { code: 'rule', rule: 'unknownPoint' } : null;
}

function needsTwo(ledger: Ledger, kind: PanelCommandKind): boolean {
  const { twoPersons } = ledger.read.kept('alarmPolicy', 'alarms') ?? defaultAlarmPolicy;
  return (kind === 'disarm' && twoPersons.disarm) || (kind === 'bypass' && twoPersons.bypass);
}

/** Never sent to a panel that can't be reached: a broker might keep it and hand it over hours later. */
function refusalOf(port: PanelCommandsDeps['port'], panelId: string, kind: PanelCommandKind): CommandFailure | null {
  if (port.needsCode(panelId, kind)) return 'codeMissing';
  const state = port.health().find((device) => device.kind === 'panel' && device.id === panelId)?.state;
  return state === 'online' || state === 'silent' ? null : 'offline';
}

/** The panel's words may repeat what it was sent. */
function withoutCode(event: ProofEvent, code: string | null): ProofEvent {
  if (event.type === 'reached' || event.detail === null) return event;
  const detail = code === null || code === '' ? event.detail : event.detail.replaceAll(code, '…');
  return { ...event, detail: detail.toWellFormed().slice(0, mostDetail) };
}

const targetOf = ({ panelId, pointKind, pointId }: Pick<CommandInput, 'panelId' | 'pointKind' | 'pointId'>): string =>
  [panelId, pointKind ?? '', pointId ?? ''].join('\n');

/** What fails at once has failed by then. */
const soon = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
