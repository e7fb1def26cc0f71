/** A Sparkplug B edge node with two devices, that loses a message and is asked to begin anew. Data only. */
import { encodePayload, type MetricToWrite } from '../../panels/sparkplug/encode.ts';
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { step } from './story.ts';

const group = 'Site';
const node = 'Gateway1';
const bdSeq = 7;
const startUtcMs = 1_760_000_000_000;

/** `type` is `NBIRTH`, `DDATA` …; a device for the `D` ones. */
const say = (base: string, type: string, device: string | null, seq: number | null, metrics: readonly MetricToWrite[]): PanelPublication => ({
  topic: `${base}/${group}/${type}/${node}${device === null ? '' : `/${device}`}`,
  payload: encodePayload({ timestampUtcMs: startUtcMs + (seq ?? 0) * 1000, seq, metrics }),
  retain: false,
});

/** What the node and its devices say of themselves, numbered from 0. */
const births = (base: string): readonly PanelPublication[] => [
  say(base, 'NBIRTH', null, 0, [
    { name: 'bdSeq', value: bdSeq },
    { name: 'Node Control/Rebirth', value: false },
    { name: 'mains_lost', alias: 1, value: false },
  ]),
  say(base, 'DBIRTH', 'Zone3', 1, [
    { name: 'intrusion', alias: 10, value: false },
    { name: 'tamper', alias: 11, value: false },
    { name: 'battery', alias: 12, value: 88 },
  ]),
  say(base, 'DBIRTH', 'Boiler', 2, [
    { name: 'smoke', alias: 20, value: false },
    { name: 'state', alias: 21, value: 'idle' },
  ]),
];

export const simulatedSparkplug: SimulatedDialect = {
  dialect: 'sparkplug',
  defaultBase: 'spBv1.0',
  availability: () => null,
  announcements: births,
  story: (base) => [
    step(say(base, 'DDATA', 'Zone3', 3, [{ alias: 10, value: true }]), 'intrusion, device Zone3'),
    step(say(base, 'DDATA', 'Zone3', 4, [{ alias: 10, value: false }]), 'the condition of that alarm has cleared'),
    step(say(base, 'NDATA', null, 5, [{ alias: 1, value: true }]), 'mains trouble at the gateway'),
    step(say(base, 'NDATA', null, 6, [{ alias: 1, value: false }]), 'mains restored'),
    step(say(base, 'DDATA', 'Boiler', 9, [{ alias: 20, value: true }]), 'fire, priority 1; two messages were lost and the node is asked to begin anew'),
    step(say(base, 'DDATA', 'Boiler', 10, [{ alias: 20, value: false }]), 'the fire condition has cleared'),
    ...births(base).map((birth) => step(birth, 'the node tells again what there is; nothing is lost any more')),
    step(say(base, 'DDEATH', 'Zone3', 3, []), 'device Zone3 lost'),
    step(say(base, 'DBIRTH', 'Zone3', 4, [{ name: 'intrusion', alias: 10, value: false }]), 'device Zone3 back'),
    step(say(base, 'NDEATH', null, null, [{ name: 'bdSeq', value: bdSeq - 1 }]), 'the will of an earlier connection: says nothing'),
    step(say(base, 'NDEATH', null, null, [{ name: 'bdSeq', value: bdSeq }]), 'the gateway is lost'),
  ],
  commands: {
    filters: (base) => [`${base}/${group}/NCMD/${node}`],
    // The only command that it is ever sent is the request for a rebirth.
    answer: (base) => births(base),
  },
};
