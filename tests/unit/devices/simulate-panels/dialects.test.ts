/** The simulated panels, heard by our own dialects: what one says the other must understand. */
import { describe, expect, it } from 'vitest';
import type { PanelCommandRequest, PanelSignal } from '../../../../src/main/core/ports/devices.ts';
import { simulatedDialects } from '../../../../src/main/devices/simulate/panels/index.ts';
import type { PanelPublication, SimulatedDialect } from '../../../../src/main/devices/simulate/panels/simulated-dialect.ts';
import type { PanelConfig, TopicPanelConfig } from '../../../../src/shared/model/config.ts';
import { homeAssistantPanel, openPanel, siaPanel, topicPanel } from '../panels/panel-under-test.ts';

const base = 'site/panel';
const bytes = (payload: PanelPublication['payload']) => (typeof payload === 'string' ? Buffer.from(payload) : payload);

function configOf({ dialect, defaultBase }: SimulatedDialect): { readonly config: PanelConfig; readonly prefix: string } | null {
  if (dialect === 'mapping') return null;
  if (dialect === 'home-assistant') return { config: homeAssistantPanel(defaultBase), prefix: defaultBase };
  if (dialect === 'sia') return { config: siaPanel(`${base}/#`), prefix: base };
  const topical: TopicPanelConfig['dialect'] = dialect;
  return { config: topicPanel(topical, base), prefix: base };
}

const heard = simulatedDialects.flatMap((simulated) => {
  const found = configOf(simulated);
  return found === null ? [] : [[simulated.dialect, simulated, found.config, found.prefix] as const];
});

describe.each(heard)('the simulated %s panel', (_, simulated, config, prefix) => {
  const open = () => {
    const panel = openPanel(config);
    const hear = (publication: PanelPublication, retained: boolean) =>
      panel.dialect.parse({ topic: publication.topic, payload: bytes(publication.payload), retained }, 0);
    return { ...panel, heard: hear };
  };

  it('is at rest when it announces itself: nothing is raised', () => {
    const panel = open();
    for (const publication of simulated.announcements(prefix)) {
      const reading = panel.heard(publication, true);
      expect(reading, publication.topic).not.toBeNull();
      if (reading?.problem !== null) expect(reading?.unknownWord, publication.topic).toBeDefined();
      expect(reading?.signals.filter((signal) => signal.type === 'condition' && signal.active)).toEqual([]);
    }
  });

  it('tells a story of alarms that come and go, and of what is not known yet', () => {
    const panel = open();
    for (const publication of simulated.announcements(prefix)) panel.heard(publication, true);
    const readings = simulated.story(prefix).map((step) => ({ means: step.means, reading: panel.heard(step, false) }));
    for (const { means, reading } of readings) {
      expect(reading, means).not.toBeNull();
      if (reading?.problem !== null) expect(reading?.unknownWord, means).toBeDefined();
    }
    const signals: PanelSignal[] = readings.flatMap(({ reading }) => [...(reading?.signals ?? [])]);
    expect(signals.some((signal) => signal.type === 'condition' && signal.active)).toBe(true);
    expect(signals.some((signal) => signal.type === 'condition' && !signal.active)).toBe(true);
  });

  it('does what it is told, and says so', () => {
    const panel = open();
    for (const publication of simulated.announcements(prefix)) panel.heard(publication, true);
    let confirmed = 0;
    for (const kind of panel.dialect.commands()) {
      const request = requestFor(kind, simulated, prefix, panel);
      const plan = request === null ? null : panel.dialect.plan(request);
      const point = plan?.proof.point ?? null;
      if (plan === null || plan === undefined || point === null || simulated.commands === null) continue;
      const answers = plan.messages.flatMap(({ topic, payload }) => simulated.commands?.answer(prefix, topic, bytes(payload)) ?? []);
      const signals = answers.flatMap((answer) => [...(panel.heard(answer, false)?.signals ?? [])]);
      const said = signals.filter((signal) => signal.type === 'point' && signal.kind === point.kind && signal.pointId === point.pointId);
      expect(said, kind).toContainEqual(
        expect.objectContaining(
          point.states === undefined
            ? { bypassed: point.bypassed }
            : { state: expect.toSatisfy((state: unknown) => point.states?.includes(String(state)) === true) },
        ),
      );
      confirmed += 1;
    }
    expect(confirmed > 0).toBe(panel.dialect.commands().length > 0);
  });
});

/** A command to the first partition or zone that it announces. */
function requestFor(
  kind: PanelCommandRequest['kind'],
  simulated: SimulatedDialect,
  prefix: string,
  panel: ReturnType<typeof openPanel>,
): PanelCommandRequest | null {
  const points = simulated.announcements(prefix).flatMap(({ topic, payload }) => {
    const reading = panel.dialect.parse({ topic, payload: bytes(payload), retained: true }, 0);
    return (reading?.signals ?? []).filter((signal) => signal.type === 'point');
  });
  const wanted = kind === 'bypass' || kind === 'clear' ? 'zone' : 'partition';
  const point = points.find((one) => one.kind === wanted && one.pointId !== '*');
  if (point === undefined) return null;
  const mode = kind === 'arm' ? 'away' : null;
  return { commandId: 'c1', panelId: 'p', kind, mode, pointKind: point.kind, pointId: point.pointId, deadlineUtcMs: 0, code: '0012' };
}
