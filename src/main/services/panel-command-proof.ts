/** Waits for the proof that a panel did what it was asked: its own answer, or the state that it then reports. Must not change a command. */
import type { PanelCommand, PanelPoint } from '../../shared/model/panels.ts';
import type { CommandProof, PanelSignal } from '../core/ports/devices.ts';

export type ProofEvent =
  | { readonly type: 'accepted' | 'done' | 'refused'; readonly detail: string | null }
  /** The panel's state says that it is done. */
  | { readonly type: 'reached' };

export interface ProofWaiter {
  readonly deadlineMonoMs: number;
  /** Signals that are on disk. */
  heard(signals: readonly PanelSignal[]): void;
  /** What to wait for, once it is known; what came meanwhile counts. */
  wants(proof: CommandProof): void;
  /** Did the point stand as wanted already before the command, and does it still? Then nothing new may ever be said. */
  stoodAlready(now: FindPoint): boolean;
}

type WantedPoint = NonNullable<CommandProof['point']>;
export type FindPoint = (ref: Pick<WantedPoint, 'kind' | 'pointId'>) => PanelPoint | null;
type PointSignal = Extract<PanelSignal, { type: 'point' }>;

/** So many reports of points are remembered until it is known which one matters. */
const mostSeen = 2_000;

/** Made before the command is published, so that no answer is too fast. `before`: the point that it is about, as it stood. */
export function awaitProof(command: PanelCommand, deadlineMonoMs: number, before: FindPoint, tell: (event: ProofEvent) => void): ProofWaiter {
  const seen: PointSignal[] = [];
  let wanted: WantedPoint | null = null;
  let stood = false;

  function look(signal: PanelSignal): void {
    if (signal.type === 'commandResult' && signal.commandId === command.commandId && signal.panelId === command.panelId) {
      tell({ type: signal.result, detail: signal.detail });
    }
    // A retained state may be older than the command.
    if (signal.type !== 'point' || signal.panelId !== command.panelId || signal.retained) return;
    if (wanted === null) {
      if (seen.length < mostSeen) seen.push(signal);
    } else if (isReached(signal, wanted)) tell({ type: 'reached' });
  }

  return {
    deadlineMonoMs,
    heard(signals) {
      for (const signal of signals) look(signal);
    },
    wants({ point }) {
      if (point === null) return;
      wanted = point;
      const was = before(point);
      stood = was !== null && seen.length === 0 && stands(was, point);
      for (const signal of seen.splice(0)) look(signal);
    },
    stoodAlready(now) {
      const point = stood && wanted !== null ? now(wanted) : null;
      return point !== null && wanted !== null && stands(point, wanted);
    },
  };
}

function isReached(signal: PointSignal, wanted: WantedPoint): boolean {
  if (signal.kind !== wanted.kind || signal.pointId !== wanted.pointId) return false;
  return hasState(signal.state ?? null, wanted) && hasBypass(signal.bypassed ?? null, wanted);
}

const stands = (point: PanelPoint, wanted: WantedPoint): boolean => hasState(point.state, wanted) && hasBypass(point.bypassed, wanted);
const hasState = (state: string | null, { states }: WantedPoint): boolean => states === undefined || (state !== null && states.includes(state));
const hasBypass = (bypassed: boolean | null, wanted: WantedPoint): boolean => wanted.bypassed === undefined || bypassed === wanted.bypassed;
