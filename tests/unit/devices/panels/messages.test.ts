/** Every real message of tests/fixtures/panels/messages.jsonl, and what an operator must get of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PanelSignal } from '../../../../src/main/core/ports/devices.ts';
import type { PanelConfig } from '../../../../src/shared/model/config.ts';
import { homeAssistantPanel, openPanel, siaPanel, topicPanel } from './panel-under-test.ts';

interface Message {
  readonly dialect: string;
  readonly topic: string;
  readonly payload: string;
  readonly means: string;
}
const lines = readFileSync(join(import.meta.dirname, '../../../fixtures/panels/messages.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Message => JSON.parse(line));

const configs: { readonly [dialect: string]: () => PanelConfig } = {
  'home-assistant': () => homeAssistantPanel('homeassistant'),
  pai: () => topicPanel('pai', 'paradox'),
  dsc: () => topicPanel('dsc', 'dsc'),
  alarmo: () => topicPanel('alarmo', 'alarmo'),
  ad2iot: () => topicPanel('ad2iot', 'ad2iot'),
  zigbee2mqtt: () => topicPanel('zigbee2mqtt', 'zigbee2mqtt'),
  sia: () => siaPanel('gateway/dc09'),
};

type Condition = Extract<PanelSignal, { type: 'condition' }>;
interface Expected {
  /** The alarms that are raised, and no others. */
  readonly raised?: readonly Partial<Condition>[];
  /** Ended, among others perhaps. */
  readonly ended?: readonly Partial<Condition>[];
  /** Rows, points and signs of life, among others perhaps. */
  readonly told?: readonly object[];
}

/** In the order of the file; the messages of one dialect come to one panel, one after the other. */
const expected: readonly Expected[] = [
  {},
  { raised: [{ condition: 'intrusion', category: 'intrusion', priority: 2, latched: true }] },
  { ended: [{ condition: 'intrusion' }] },
  {
    told: [
      { type: 'event', source: 'Front door' },
      { type: 'point', kind: 'zone', pointId: 'Front_door', state: 'open' },
    ],
  },
  { raised: [{ condition: 'intrusion', source: 'Front door' }] },
  { ended: [{ condition: 'intrusion', source: 'Front door' }] },
  { raised: [{ condition: 'tamper', source: 'Front door', category: 'tamper' }] },
  { raised: [{ condition: 'fire', priority: 1, category: 'life', latched: true, source: 'Partition 1', partition: 'Partition 1' }] },
  { raised: [{ condition: 'mains', category: 'trouble', source: 'System' }] },
  { told: [{ type: 'event', event: 'Test', identity: expect.any(String) }] },
  { told: [{ type: 'availability', online: false }] },
  { raised: [{ condition: 'intrusion', partition: '1', code: 'triggered' }] },
  { ended: [{ condition: 'intrusion', partition: '1' }], told: [{ type: 'point', kind: 'partition', pointId: '1', state: 'exitDelay' }] },
  { raised: [{ condition: 'fire', priority: 1, partition: '1' }] },
  { ended: [{ condition: 'fire', partition: '1' }] },
  {
    told: [
      { type: 'event', source: 'Zone 12' },
      { type: 'point', kind: 'zone', pointId: '12', state: 'open' },
    ],
  },
  { raised: [{ condition: 'problem', category: 'trouble', source: 'System' }] },
  { told: [{ type: 'event', event: 'Keypad lockout', partition: '1' }] },
  { told: [{ type: 'availability', online: false }] },
  { raised: [{ condition: 'intrusion', source: 'Front Door', text: 'entry delay 60 s' }] },
  { told: [{ type: 'event', event: 'failedToArm', text: 'Back Window' }] },
  { raised: [{ condition: 'intrusion', source: 'Alarmo', code: 'triggered' }] },
  { raised: [{ condition: 'battery', partition: '1', text: 'SYSTEM LO BAT' }] },
  { told: [{ type: 'point', kind: 'zone', pointId: '3', state: 'closed', partition: '2' }] },
  { told: [{ type: 'event', kind: 'closed', partition: '1', user: '2' }] },
  { told: [{ type: 'availability', online: false }] },
  {},
  { raised: [{ condition: 'fire', priority: 1, source: 'smoke_store' }] },
  { told: [{ type: 'point', kind: 'zone', pointId: 'gate_contact', state: 'closed' }] },
  { raised: [{ condition: 'offline', source: 'gate_contact', category: 'trouble' }] },
  { told: [{ type: 'event', kind: 'closed', user: '0', text: 'VX FRONTE' }] },
  { told: [{ type: 'event', kind: 'closed', partition: '1', user: '70' }] },
  { raised: [{ condition: 'intrusion', partition: '2', source: '1234/1', text: expect.stringContaining('https://ajax-sample.com/first_photo.jpg') }] },
  { told: [{ type: 'alive' }] },
];

describe('the real messages', () => {
  const panels = new Map<string, ReturnType<typeof openPanel>>();
  const panelOf = (dialect: string) => {
    const config = configs[dialect];
    if (config === undefined) throw new Error(`no panel for ${dialect}`);
    const panel = panels.get(dialect) ?? openPanel(config());
    panels.set(dialect, panel);
    return panel;
  };
  const results = lines.map((line) => panelOf(line.dialect).hear(line.topic, line.payload));

  it('are all expected to say something', () => {
    expect(lines).toHaveLength(expected.length);
  });

  it.each(lines.map((line, index) => [`${line.dialect} ${line.topic}: ${line.means}`, index] as const))('%s', (_, index) => {
    const reading = results[index];
    const { raised = [], ended = [], told = [] } = expected[index] ?? {};
    expect(reading).toMatchObject({ problem: null });
    const signals = reading?.signals ?? [];
    const conditions = signals.filter((signal) => signal.type === 'condition');
    expect(conditions.filter(({ active }) => active)).toMatchObject(raised);
    expect(conditions.filter(({ active }) => !active)).toEqual(expect.arrayContaining(ended.map((one) => expect.objectContaining(one))));
    expect(signals).toEqual(expect.arrayContaining(told.map((one) => expect.objectContaining(one))));
  });
});
