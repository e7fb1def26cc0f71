/** A panel that speaks our own contract (docs/panels.md): points, events with sequence, commands with results. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step } from './story.ts';

const boot = 'b41e7c';
const partitions = [{ id: '1', name: 'Hall' }] as const;
const zones = [
  { id: '1', name: 'Front door', partition: '1' },
  { id: '2', name: 'Smoke, hall', partition: '1' },
] as const;

const partition = (base: string, id: string, change: object): PanelPublication =>
  retained(`${base}/partition/${id}`, JSON.stringify({ name: partitions.find((one) => one.id === id)?.name ?? id, ...change }));
function zone(base: string, id: string, change: object): PanelPublication {
  const { name = id, partition: of } = zones.find((one) => one.id === id) ?? {};
  return retained(`${base}/zone/${id}`, JSON.stringify({ name, partition: of, open: false, bypassed: false, conditions: [], ...change }));
}
const event = (base: string, sequence: number, body: object): PanelPublication => once(`${base}/event`, JSON.stringify({ boot, sequence, ...body }));

const armedStates = new Map([
  ['away', 'armedAway'],
  ['home', 'armedHome'],
  ['night', 'armedNight'],
  ['vacation', 'armedVacation'],
]);

export const simulatedGuardpost: SimulatedDialect = {
  dialect: 'guardpost',
  defaultBase: 'guardpost/site/panel',
  availability: (base) => ({ topic: `${base}/status`, online: '{"state":"online"}', offline: '{"state":"offline"}' }),
  announcements: (base) => [
    ...partitions.map(({ id }) => partition(base, id, { state: 'disarmed', conditions: [] })),
    ...zones.map(({ id }) => zone(base, id, {})),
  ],
  story: (base) => [
    step(once(`${base}/alive`, ''), 'sign of life'),
    step(event(base, 1, { event: 'closed', partition: '1', user: 'Kim' }), 'armed by Kim'),
    step(partition(base, '1', { state: 'armedAway', conditions: [] }), 'partition 1 armed'),
    step(event(base, 2, { code: '1130', zone: '1', name: 'Front door', partition: '1' }), 'burglary, front door, by Contact ID'),
    step(zone(base, '1', { open: true, conditions: ['intrusion'] }), 'the zone is open and in alarm'),
    step(event(base, 3, { code: '3130', zone: '1', name: 'Front door', partition: '1' }), 'over'),
    step(zone(base, '1', {}), 'the zone is closed again'),
    step(event(base, 4, { condition: 'fire', zone: '2', text: 'Smoke, hall' }), 'fire, by condition word'),
    step(event(base, 5, { condition: 'fire', active: false, zone: '2' }), 'fire over'),
    step(event(base, 8, { event: 'test', text: 'weekly' }), 'a test; numbers 6 and 7 were lost on the way'),
    step(event(base, 9, { event: 'opened', partition: '1', user: 'Kim' }), 'disarmed by Kim'),
    step(partition(base, '1', { state: 'disarmed', conditions: [] }), 'partition 1 disarmed'),
    step(event(base, 10, { condition: 'bees', zone: '1' }), 'a word that nobody knows: can be taught'),
  ],
  commands: {
    filters: (base) => [`${base}/command`],
    answer(base, _topic, payload) {
      const command = readCommand(payload);
      if (command === null) return [];
      const result = (word: string, detail: string | null = null): PanelPublication =>
        once(`${base}/result`, JSON.stringify({ id: command.id, result: word, ...(detail === null ? {} : { detail }) }));
      const changed = stateAfter(base, command);
      return changed === null ? [result('refused', 'no such point')] : [result('accepted'), ...changed, result('done')];
    },
  },
};

interface Command {
  readonly id: string;
  readonly kind: string;
  readonly mode: string | null;
  readonly point: string | null;
}

function stateAfter(base: string, { kind, mode, point }: Command): readonly PanelPublication[] | null {
  const isZone = zones.some(({ id }) => id === point);
  if (kind === 'silence') return [];
  if (kind === 'bypass') return isZone && point !== null ? [zone(base, point, { bypassed: true })] : null;
  if (kind === 'clear') return isZone && point !== null ? [zone(base, point, { bypassed: false })] : [];
  const state = kind === 'disarm' ? 'disarmed' : (armedStates.get(mode ?? 'away') ?? 'armedAway');
  return [partition(base, point ?? '1', { state, conditions: [] })];
}

function readCommand(payload: Uint8Array): Command | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null) return null;
    const read = (name: string): string | null => {
      const value: unknown = Reflect.get(parsed, name);
      return typeof value === 'string' ? value : null;
    };
    const id = read('id');
    return id === null ? null : { id, kind: read('kind') ?? '', mode: read('mode'), point: read('point') };
  } catch {
    return null;
  }
}
