/**
 * Disarming outside of a panel's usual hours is an alarm, over with the next arming there.
 * Must not judge what was so already when we connected: nobody knows since when.
 */
import type { PanelConfig } from '../../shared/model/config.ts';
import { worthOf } from '../core/alarms/system-conditions.ts';
import { isWithinOpenHours } from '../core/open-hours.ts';
import type { PanelSignal } from '../core/ports/devices.ts';
import type { Reads } from '../core/ports/ledger.ts';
import type { ReportTimes } from './alarms-delays.ts';
import { type AlarmWriter, systemActor } from './alarms-writer.ts';

type EventSignal = Extract<PanelSignal, { type: 'event' }>;

export interface OpenSchedule {
  opened(writer: AlarmWriter, signal: EventSignal, times: ReportTimes): void;
  closed(writer: AlarmWriter, signal: EventSignal, times: ReportTimes): void;
}

const condition = 'outsideSchedule';
/** A report of long ago (a panel whose clock is wrong, too) is judged by when it came. */
const mostAgeMs = 86_400_000;

export function createOpenSchedule({ panels, read }: { readonly panels: readonly PanelConfig[]; readonly read: Reads }): OpenSchedule {
  const scheduled = new Map(panels.filter(({ openHours = [] }) => openHours.length > 0).map((panel) => [panel.id, panel]));
  /** What has been opened so, by panel: arming may name another user, but the same partition. Only grows: to clear what is over does nothing. */
  const opened = new Map<string, Map<string, string | null>>();
  const note = (panelId: string, source: string, partition: string | null): void => {
    const sources = opened.get(panelId) ?? new Map<string, string | null>();
    opened.set(panelId, sources.set(source, partition));
  };
  if (scheduled.size > 0) for (const alarm of read.board()) if (alarm.condition === condition) note(alarm.panelId, alarm.source, alarm.partition ?? null);

  return {
    opened(writer, signal, times) {
      const { panelId, source, partition = null, code = null, user = null, text, simulated, retained } = signal;
      const panel = scheduled.get(panelId);
      if (panel === undefined || retained || isWithinOpenHours(panel.openHours, happenedAt(times))) return;
      const { category, priority } = worthOf(condition);
      const words = [user, text].filter((part) => part !== null && part !== '').join(', ');
      const alarm = { panelId, source, area: panel.name, condition, category, priority, latched: false, standing: false, simulated };
      writer.raise({ ...alarm, partition, code, momentary: true, text: words === '' ? null : words }, times, systemActor);
      note(panelId, source, partition);
    },
    closed(writer, { panelId, source, partition = null }, times) {
      for (const [openedSource, openedPartition] of opened.get(panelId) ?? []) {
        const isSame = openedSource === source || (partition !== null && partition === openedPartition && siteOf(openedSource) === siteOf(source));
        if (isSame) writer.clear({ panelId, source: openedSource, condition }, times, systemActor);
      }
    },
  };
}

/** The account, where a source is `account/user`. */
const siteOf = (source: string): string => (source.includes('/') ? source.slice(0, source.indexOf('/')) : '');

function happenedAt({ eventAtUtcMs, arrivedAtUtcMs }: ReportTimes): number {
  const arrived = arrivedAtUtcMs ?? 0;
  return eventAtUtcMs !== null && Math.abs(arrived - eventAtUtcMs) < mostAgeMs ? eventAtUtcMs : arrived;
}
