import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePayload, type MetricToWrite } from '../../../../../src/main/devices/panels/sparkplug/encode.ts';
import { parsePayload } from '../../../../../src/main/devices/panels/sparkplug/payload.ts';
import { simulatedSparkplug } from '../../../../../src/main/devices/simulate/panels/sparkplug.ts';
import { expectNoThrow } from '../never-throws.ts';
import { inShort, openPanel, topicPanel } from '../panel-under-test.ts';

function open(taught: Parameters<typeof openPanel>[1] = {}, base = 'spBv1.0') {
  const panel = openPanel(topicPanel('sparkplug', base), taught);
  const hear = (path: string, seq: number | null, metrics: readonly MetricToWrite[] = [], { retained = false, atMs = 0 } = {}) =>
    panel.dialect.parse({ topic: `spBv1.0/${path}`, payload: encodePayload({ timestampUtcMs: 1000, seq, metrics }), retained }, atMs);
  return {
    ...panel,
    hear,
    told: (...said: Parameters<typeof hear>) => {
      const reading = hear(...said);
      return [...inShort(reading?.signals ?? []), ...(reading?.problem ? [`! ${reading.problem}`] : []), ...(reading?.replies ? ['rebirth'] : [])].filter(
        (one) => !one.startsWith('zone '),
      );
    },
  };
}
const bdSeq = (value: number): MetricToWrite => ({ name: 'bdSeq', value });
const nothingLost = ['N: offline off', 'N: sequenceLost off'];

describe('edge nodes', () => {
  test('are understood through the story of the simulated one', () => {
    const { dialect } = open();
    const say = (topic: string, payload: string | Uint8Array) => {
      const reading = dialect.parse({ topic, payload: Buffer.from(payload), retained: false }, 0);
      expect([null, 'unknownWord: Boiler/state=idle']).toContain(reading?.problem);
      return [...inShort(reading?.signals ?? []).filter((one) => !/ off$|^zone/.test(one)), ...(reading?.replies === undefined ? [] : ['rebirth'])];
    };
    for (const { topic, payload } of simulatedSparkplug.announcements('spBv1.0')) say(topic, payload);
    expect(simulatedSparkplug.story('spBv1.0').map(({ topic, payload, means }) => [means, say(topic, payload)])).toEqual([
      ['intrusion, device Zone3', ['Gateway1/Zone3: intrusion on']],
      ['the condition of that alarm has cleared', []],
      ['mains trouble at the gateway', ['Gateway1: mains on']],
      ['mains restored', []],
      ['fire, priority 1; two messages were lost and the node is asked to begin anew', ['Gateway1: sequenceLost on', 'Gateway1/Boiler: fire on', 'rebirth']],
      ['the fire condition has cleared', []],
      ['the node tells again what there is; nothing is lost any more', []],
      ['the node tells again what there is; nothing is lost any more', []],
      ['the node tells again what there is; nothing is lost any more', []],
      ['device Zone3 lost', ['Gateway1/Zone3: offline on']],
      ['device Zone3 back', []],
      ['the will of an earlier connection: says nothing', []],
      ['the gateway is lost', ['Gateway1: offline on']],
    ]);
  });

  test('begin with their births, by which aliases are known', () => {
    const { told } = open();
    expect(told('G/NBIRTH/N', 0, [bdSeq(1), { name: 'mains_lost', alias: 1, value: false }])).toEqual([...nothingLost, 'N: mains off']);
    expect(told('G/DBIRTH/N/Zone3', 1, [{ name: 'Intrusion', alias: 2, value: false }])).toEqual(['N/Zone3: offline off', 'N/Zone3: intrusion off']);
    expect(told('G/DDATA/N/Zone3', 2, [{ alias: 2, value: true }])).toEqual(['N/Zone3: intrusion on']);
    expect(told('G/NDATA/N', 3, [{ alias: 1, value: true }])).toEqual(['N: mains on']);
  });

  test('tell by births what is so, and by data what happens', () => {
    const { hear } = open();
    const retained = (reading: ReturnType<typeof hear>) =>
      reading?.signals.flatMap((signal) => (signal.type === 'condition' && signal.condition === 'fire' ? [signal.retained] : []));
    hear('G/NBIRTH/N', 0, [bdSeq(1)]);
    expect(retained(hear('G/DBIRTH/N/B', 1, [{ name: 'smoke', value: true }]))).toEqual([true]);
    expect(retained(hear('G/DDATA/N/B', 2, [{ name: 'smoke', value: true }]))).toEqual([false]);
  });

  test('that we do not know are asked to begin anew; what their data say by name counts at once', () => {
    const { hear, told } = open();
    const reading = hear('G/DDATA/N/B', 77, [{ name: 'smoke', value: true }]);
    expect(inShort(reading?.signals ?? [])).toContain('N/B: fire on');
    expect(reading?.replies).toMatchObject([{ topic: 'spBv1.0/G/NCMD/N' }]);
    expect(parsePayload(Buffer.from(reading?.replies?.[0]?.payload ?? ''))).toMatchObject({
      seq: null,
      timestampUtcMs: 1000,
      metrics: [{ name: 'Node Control/Rebirth', datatype: 11, value: true }],
    });
    expect(told('G/DDATA/N/B', 78, [{ alias: 9, value: true }])).toEqual([]);
  });

  test('are asked again when they have not answered for a while', () => {
    const { told } = open();
    expect([told('G/NDATA/N', 1), told('G/NDATA/N', 2, [], { atMs: 9_999 }), told('G/NDATA/N', 3, [], { atMs: 10_000 })]).toEqual([
      ['rebirth'],
      [],
      ['rebirth'],
    ]);
  });

  test('that lost messages are told, until they are born again; the number goes from 255 to 0', () => {
    const { told, hear } = open();
    told('G/NBIRTH/N', 254, [bdSeq(1)]);
    expect([told('G/NDATA/N', 255), told('G/NDATA/N', 0), told('G/NDATA/N', 3)]).toEqual([[], [], ['N: sequenceLost on', 'rebirth']]);
    expect(told('G/NDATA/N', 4)).toEqual([]);
    expect(hear('G/NBIRTH/N', 0, [bdSeq(1)])?.signals).toContainEqual(expect.objectContaining({ condition: 'sequenceLost', active: false }));
  });

  test('whose message is delivered twice say it once', () => {
    const { told } = open();
    told('G/NBIRTH/N', 0, [bdSeq(1)]);
    expect(told('G/NDATA/N', 1, [{ name: 'tamper', value: true }])).toEqual(['N: tamper on']);
    expect(told('G/NDATA/N', 1, [{ name: 'tamper', value: true }])).toEqual([]);
    expect(told('G/NDATA/N', 2, [{ name: 'tamper', value: false }])).toEqual(['N: tamper off']);
  });

  test('are lost by the will of their connection, not by that of an earlier one', () => {
    const { told } = open();
    told('G/NBIRTH/N', 0, [bdSeq(8)]);
    expect(told('G/NDEATH/N', null, [bdSeq(7)])).toEqual([]);
    expect(told('G/NDEATH/N', null, [bdSeq(8)])).toEqual(['N: offline on']);
    expect(told('G/NDATA/N', 1)).toEqual(['rebirth']);
    expect(told('G/NBIRTH/N', 0, [bdSeq(9)])).toEqual(nothingLost);
  });

  test('tell of devices that are lost and back', () => {
    const { told } = open();
    told('G/NBIRTH/N', 0, [bdSeq(1)]);
    expect([told('G/DDEATH/N/B', 1), told('G/DBIRTH/N/B', 2)]).toEqual([['N/B: offline on'], ['N/B: offline off']]);
  });

  test('of one name in two groups keep their own numbers', () => {
    const { told } = open();
    told('G/NBIRTH/N', 0, [bdSeq(1)]);
    told('H/NBIRTH/N', 100, [bdSeq(1)]);
    expect([told('G/NDATA/N', 1), told('H/NDATA/N', 101)]).toEqual([[], []]);
  });

  test('whose messages the broker kept are read without their numbers', () => {
    const { told } = open();
    told('G/NBIRTH/N', 0, [bdSeq(1)]);
    expect(told('G/NDATA/N', 50, [{ name: 'tamper', value: true }], { retained: true })).toEqual(['N: tamper on']);
    expect(told('G/NDATA/N', 1)).toEqual([]);
  });

  test('below a base that names the group are commanded there', () => {
    const { hear, dialect } = open({}, 'spBv1.0/G');
    expect(hear('G/NDATA/N', 1)?.replies).toMatchObject([{ topic: 'spBv1.0/G/NCMD/N' }]);
    expect(hear('H/NDATA/N', 1)).toBeNull();
    expect(dialect.subscriptions()).toContain('spBv1.0/G/DDATA/+/+');
    expect(dialect.commands()).toEqual([]);
  });
});

describe('metrics', () => {
  const born = (taught: Parameters<typeof open>[0] = {}) => {
    const panel = open(taught);
    panel.hear('G/NBIRTH/N', 0, [bdSeq(1)]);
    return panel;
  };

  test('in folders are things of their own', () => {
    expect(born().told('G/DDATA/N/B', 1, [{ name: 'Boiler room/Smoke', value: true }])).toEqual(['N/B/Boiler room: fire on']);
  });

  test.each([
    ['door_ajar', true, 'B/door_ajar=true'],
    ['state', 'ALARM', 'B/state=ALARM'],
  ])('%s = %s is offered to be taught as %s', (name, value, word) => {
    expect(born().hear('G/DDATA/N/B', 1, [{ name, value }])).toMatchObject({ unknownWord: word, problem: `unknownWord: ${word}` });
  });

  test.each([
    ['door_ajar', false],
    ['Properties/Firmware', '1.2'],
    ['Node Control/Reboot', true],
    ['temperature', 21.5],
    ['name', 'Boiler'],
  ])('%s = %s is no news', (name, value) => {
    expect(born().told('G/DDATA/N/B', 1, [{ name, value }])).toEqual([]);
  });

  test('may tell the battery in percent', () => {
    expect(born().hear('G/DDATA/N/B', 1, [{ name: 'battery', value: 42 }])?.signals).toContainEqual(
      expect.objectContaining({ type: 'point', pointId: 'N/B', batteryPercent: 42 }),
    );
  });

  test('mean what the site has taught, flags until they are false', () => {
    const intrusion = { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true } as const;
    const { told } = born({ 'B/door_ajar=true': intrusion, 'B/state=ALARM': intrusion, 'B/state=OK': 'clear', 'B/smoke': 'ignore' });
    expect(told('G/DDATA/N/B', 1, [{ name: 'door_ajar', value: true }])).toEqual(['N/B: intrusion on']);
    expect(told('G/DDATA/N/B', 2, [{ name: 'door_ajar', value: false }])).toEqual(['N/B: intrusion off']);
    expect(told('G/DDATA/N/B', 3, [{ name: 'state', value: 'ALARM' }])).toEqual(['N/B: intrusion on']);
    expect(told('G/DDATA/N/B', 4, [{ name: 'state', value: 'OK' }])).toEqual(['N/B: intrusion off']);
    expect(told('G/DDATA/N/B', 5, [{ name: 'smoke', value: true }])).toEqual([]);
  });

  test('of the time before are rows with their time, and raise nothing now', () => {
    const history = { name: 'smoke', value: true, isHistorical: true, timestampUtcMs: 500 };
    expect(born().hear('G/DDATA/N/B', 1, [history])?.signals).toMatchObject([
      { type: 'event', event: 'fire', panelTimeUtcMs: 500, identity: 'N/B/smoke/500' },
      { type: 'point', pointId: 'N/B' },
    ]);
  });
});

describe('a host application', () => {
  test('is told when it comes and goes, once each', () => {
    const { say } = open();
    expect([
      say('spBv1.0/STATE/scada', '{"online":true,"timestamp":1}'),
      say('spBv1.0/STATE/scada', '{"online":true,"timestamp":2}'),
      say('spBv1.0/STATE/scada', 'OFFLINE'),
    ]).toEqual([['scada: online'], [], ['scada: offline']]);
  });
});

test('a payload that is none is told', () => {
  expect(open().say('spBv1.0/G/NDATA/N', 'hello')).toEqual(['! badPayload']);
});

test('any bytes on any topic are borne', () => {
  const metric = fc.record({
    name: fc.constantFrom('smoke', 'bdSeq', 'a/b/tamper', '', 'state', '__proto__'),
    alias: fc.nat(),
    value: fc.oneof(fc.boolean(), fc.string(), fc.double()),
  });
  const payload = fc.record({ timestampUtcMs: fc.constant(null), seq: fc.nat({ max: 300 }), metrics: fc.array(metric, { maxLength: 4 }) }).map(encodePayload);
  const topics = ['NBIRTH/N', 'NDATA/N', 'NDEATH/N', 'DBIRTH/N/D', 'DDATA/N/D', 'DDEATH/N/D'].map((end) => `spBv1.0/G/${end}`);
  expectNoThrow(() => openPanel(topicPanel('sparkplug', 'spBv1.0')), [...topics, 'spBv1.0/STATE/h'], [payload]);
});
