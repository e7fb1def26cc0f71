/** The procedures (post orders) of this site: its own first, then the shipped ones. A shipped one of the same id gives way. Changes nothing. */
import type { Alarm } from '../../shared/model/alarms.ts';
import { type Procedure, procedureFor } from '../../shared/model/procedures.ts';

export interface Procedures {
  all(): readonly Procedure[];
  /** The one that was begun at this alarm, else the one that fits it best; null = there is none. */
  of(alarm: Alarm): Procedure | null;
}

export function createProcedures({ own, shipped }: { readonly own: readonly Procedure[]; readonly shipped: readonly Procedure[] }): Procedures {
  const ownIds = new Set(own.map(({ procedureId }) => procedureId));
  const procedures = [...own, ...shipped.filter(({ procedureId }) => !ownIds.has(procedureId))];
  return {
    all: () => procedures,
    of(alarm) {
      const run = alarm.procedure;
      // After a change of the file the version that was begun may be gone: then it begins anew with what holds now.
      const begun = run === undefined ? undefined : procedures.find(({ procedureId, version }) => procedureId === run.procedureId && version === run.version);
      return begun ?? procedureFor(procedures, alarm);
    },
  };
}
