/** Commands of the `guardpost` contract: JSON with id and deadline, answered by a result. Pure. */
import { armedStates } from '../../../../shared/model/panels.ts';
import type { CommandProof, PanelCommandRequest } from '../../../core/ports/devices.ts';
import type { CommandPlan } from '../dialect.ts';
import { commandTopic } from './topics.ts';

/** null = nobody is known who could take it. `speakers`: who has spoken so far. */
export function planCommand(base: string, speakers: readonly string[], request: PanelCommandRequest): CommandPlan | null {
  const target = targetOf(speakers, request.pointId);
  if (target === null) return null;
  const { commandId, kind, mode, pointKind, deadlineUtcMs, code } = request;
  const payload = JSON.stringify({
    id: commandId,
    kind,
    ...(mode === null ? {} : { mode }),
    ...(target.point === null ? {} : { pointKind, point: target.point }),
    deadline: new Date(deadlineUtcMs).toISOString(),
    ...(code === null ? {} : { code }),
  });
  return { messages: [{ topic: commandTopic(base, target.speaker), payload }], proof: proofOf(request) };
}

/** The longest speaker that the point's id begins with; for the whole panel the only one there is. */
function targetOf(speakers: readonly string[], pointId: string | null): { readonly speaker: string; readonly point: string | null } | null {
  if (pointId === null) {
    const [only] = speakers;
    return speakers.length === 1 && only !== undefined ? { speaker: only, point: null } : null;
  }
  const fitting = speakers.filter((speaker) => speaker === '' || pointId.startsWith(`${speaker}/`)).sort((a, b) => b.length - a.length);
  const [speaker] = fitting;
  if (speaker === undefined) return null;
  return { speaker, point: speaker === '' ? pointId : pointId.slice(speaker.length + 1) };
}

/** Its result, or the state that it leads to, whichever comes first. */
function proofOf({ kind, mode, pointKind, pointId }: PanelCommandRequest): CommandProof {
  if (pointKind === null || pointId === null) return { result: true, point: null };
  const point = { kind: pointKind, pointId };
  if (kind === 'arm') {
    const states = { away: 'armedAway', home: 'armedHome', night: 'armedNight', vacation: 'armedVacation' } as const;
    return { result: true, point: { ...point, states: mode === null ? [...armedStates] : [states[mode]] } };
  }
  if (kind === 'disarm') return { result: true, point: { ...point, states: ['disarmed'] } };
  if (kind === 'bypass') return { result: true, point: { ...point, bypassed: true } };
  if (kind === 'clear' && pointKind === 'zone') return { result: true, point: { ...point, bypassed: false } };
  return { result: true, point: null };
}
