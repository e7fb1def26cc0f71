/** Commands to Alarmo, as JSON with the code as text. A refusal of Alarmo names no command: it is about the last one sent. */
import type { PanelCommandRequest } from '../../../core/ports/devices.ts';
import type { CommandPlan } from '../dialect.ts';
import { partitionProof, partitionsOf } from '../shapes/commands.ts';
import { masterId } from './area.ts';

const armWords = { away: 'ARM_AWAY', home: 'ARM_HOME', night: 'ARM_NIGHT', vacation: 'ARM_VACATION' } as const;

export class AlarmoCommands {
  readonly #base: string;
  #last: { readonly commandId: string; readonly pointId: string } | null = null;

  constructor(base: string) {
    this.#base = base;
  }

  plan(request: PanelCommandRequest): CommandPlan | null {
    if (request.kind !== 'arm' && request.kind !== 'disarm') return null;
    const [pointId] = partitionsOf(request, [masterId]);
    if (pointId === undefined) return null;
    const payload = {
      command: request.kind === 'disarm' ? 'DISARM' : armWords[request.mode ?? 'away'],
      ...(request.code === null ? {} : { code: request.code }),
      ...(pointId === masterId ? {} : { area: pointId }),
    };
    this.#last = { commandId: request.commandId, pointId };
    const proof = { ...partitionProof(request, [pointId]), result: true };
    return { messages: [{ topic: `${this.#base}/command`, payload: JSON.stringify(payload) }], proof };
  }

  /** The command that a refusal in this area is about; null = none of ours. Areas and the master alarm speak for each other. */
  refused(pointId: string): string | null {
    const last = this.#last;
    if (last === null || (pointId !== last.pointId && pointId !== masterId && last.pointId !== masterId)) return null;
    this.#last = null;
    return last.commandId;
  }
}
