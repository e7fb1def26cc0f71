import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../../../../../src/main/devices/panels/dc09/frame.ts';
import { readContactId, readSiaBlock } from '../../../../../src/main/devices/panels/sia/event-block.ts';
import type { SiaPanelConfig } from '../../../../../src/shared/model/config.ts';
import { expectNoThrow, jsonOf } from '../never-throws.ts';
import { inShort, openPanel, siaPanel } from '../panel-under-test.ts';

const topic = 'gateway/dc09';
const panel = (taught: Parameters<typeof openPanel>[1] = {}, change: Partial<SiaPanelConfig> = {}) => {
  const config = siaPanel(topic);
  if (config.dialect !== 'sia') throw new Error('no sia panel');
  return openPanel({ ...config, ...change }, taught);
};
const say = (payload: string, taught: Parameters<typeof openPanel>[1] = {}) => panel(taught).say(topic, payload);
const first = (payload: string, retained = false) => panel().hear(topic, payload, retained)?.signals[0];

describe('Contact ID', () => {
  test.each([
    ['[#1234|1130 02 001]', ['1234/1: intrusion on']],
    ['[#1234|3130 02 001]', ['1234/1: intrusion off']],
    ['[#1234|1130 02 000]', ['1234/partition 2: intrusion on']],
    ['[#1234|1301 00 000]', ['1234: mains on']],
    ['[#1234|3301 01 000]', ['1234: mains off']],
    ['[#1234|1121 00 005]', ['1234/user 5: duress on']],
    ['[#1234|1351 00 000]', ['1234/line 1: line on']],
    ['[#1234|3352 00 000]', ['1234/line 2: line off']],
    ['[#1234|1401 01 070]', ['1234/partition 1: opened opened', 'partition 1234/partition 1 = disarmed']],
    ['[#1234|3441 01 070]', ['1234/partition 1: closed closed', 'partition 1234/partition 1 = armedHome']],
    ['[#1234|1408 01 003]', ['1234/partition 1: closed closed', 'partition 1234/partition 1 = armedAway']],
    ['[#1234|6401 01 070]', ['1234/partition 1: 6401']],
    ['[#1234|1570 01 009]', ['1234/9: bypassed bypassed', 'zone 1234/9 = bypassed']],
    ['[#1234|3570 01 009]', ['1234/9: bypassed bypassed', 'zone 1234/9 = in use']],
    ['[#1234|1602 00 000]', ['1234: test 1602']],
    ['[#1234|1627 00 000]', ['1234: 1627']],
    ['1234 18 1131 01 015 8', ['1234/15: intrusion on']],
    ['1234181131010158', ['1234/15: intrusion on']],
  ])('%s', (payload, expected) => {
    expect(say(payload)).toEqual(expected);
  });

  test('still present stands, it did not happen now', () => {
    expect(first('[#1234|6130 01 001]')).toMatchObject({ condition: 'intrusion', active: true, retained: true, code: '6130' });
    expect(first('[#1234|1130 01 001]')).toMatchObject({ retained: false, code: '1130', partition: '1', text: expect.stringContaining('入侵') });
  });

  test('a button has no end of its own', () => {
    expect(first('[#1234|1120 01 001]')).toMatchObject({ condition: 'panic', momentary: true });
    expect(first('[#1234|1130 01 001]')).not.toHaveProperty('momentary');
  });

  test('reads every form of the event, and nothing else', () => {
    for (const text of ['1130 02 001', '113002001', ' 1130 02 001 ', '1234 18 1130 02 001 7']) {
      expect(readContactId(text)).toMatchObject({ code: '130', qualifier: '1', number: '1', partition: '2' });
    }
    for (const text of ['', '2130 02 001', '1130 02', 'Nri1/BA001', '1130 02 001 99']) expect(readContactId(text)).toBeNull();
  });
});

describe('SIA', () => {
  test.each([
    ['[#1234|Nri1/BA001]', ['1234/1: intrusion on']],
    ['[#1234|Nri1BA1]', ['1234/1: intrusion on']],
    ['[#1234|Nri2/BA005/TA006]', ['1234/5: intrusion on', '1234/6: tamper on']],
    ['[#1234|NAT000]', ['1234: mains on']],
    ['[#1234|NAR000]', ['1234: mains off']],
    ['[#1234|NLT2]', ['1234/line 2: line on']],
    ['[#1234|NLR2]', ['1234/line 2: line off']],
    ['[#1234|Nri1/BH001]', ['1234/1: intrusion off']],
    ['[#1234|Nri1/XT004]', ['1234/4: battery on']],
    ['[#1234|Nri04/OP001NM]', ['1234/partition 4: opened opened', 'partition 1234/partition 4 = disarmed']],
    ['[#1234|Nri1/NL007]', ['1234/partition 7: closed closed', 'partition 1234/partition 7 = armedHome']],
    ['[#1234|Nri1/BB012]', ['1234/12: bypassed bypassed', 'zone 1234/12 = bypassed']],
    ['[#1234|Nri1/BU012]', ['1234/12: bypassed bypassed', 'zone 1234/12 = in use']],
    ['[#1234|NRP000]', ['1234: test RP']],
    ['[#1234|NTS]', ['1234: test TS']],
  ])('%s', (payload, expected) => {
    expect(say(payload)).toEqual(expected);
  });

  test('a restore ends what its alarms raised for that zone, and no more', () => {
    expect(say('[#1234|Nri1/BR001]')).toEqual(['1234/1: intrusion off', '1234/1: problem off', '1234/1: technical off', '1234/1: supervision off']);
    expect(say('[#1234|Nri1/TR001]')).toEqual(['1234/1: tamper off']);
    expect(say('[#1234|Nri1/FH001]')).toEqual(['1234/1: fire off']);
  });

  test('a verified alarm with an area of its own names its zone', () => {
    expect(first('[#1234|Nri1/BV012]')).toMatchObject({ source: '1234/12', partition: '1', priority: 1 });
    expect(first('[#1234|NBV002]')).toMatchObject({ source: '1234/partition 2', partition: '2', priority: 1 });
  });

  test('modifiers hold for the events behind them', () => {
    expect(readSiaBlock('Nti22:40/id07/ri02/OP007/BA001^front door^')).toEqual([
      expect.objectContaining({ code: 'OP', number: '7', partition: '2', user: '7', time: '22:40', text: null }),
      expect.objectContaining({ code: 'BA', number: '1', partition: '2', text: 'front door' }),
    ]);
    expect(readSiaBlock('Ori1/BA1')[0]).toMatchObject({ old: true });
    expect(readSiaBlock('NL501')[0]).toMatchObject({ code: 'NL', number: '501', old: false });
    expect(readSiaBlock('NBA1|Afront "door"')[0]).toMatchObject({ text: 'front "door"' });
  });

  test('carries texts and links as text, and never a key', () => {
    const text = first('00000000"SIA-DCS"0001L0#1234[#1234|Nri1/BA001^Hall^][Vhttps://a.example/1.jpg][X010E][KDEADBEEF]_12:00:00,01-31-2026');
    expect(text).toMatchObject({ text: 'Hall · https://a.example/1.jpg · X 010E', panelTimeUtcMs: Date.UTC(2026, 0, 31, 12) });
  });
});

describe('a gateway’s JSON', () => {
  test.each([
    ['{"accountId":"1234","time":"22:40:48","code":"BA","zone":"007","text":"Front"}', ['1234/7: intrusion on']],
    ['{"account":1234,"code":"R130","zone":7}', ['1234/7: intrusion off']],
    ['{"account":"1234","code":"130","qualifier":3,"zone":"7"}', ['1234/7: intrusion off']],
    ['{"account":"1234","code":1401,"user":"3","partition":"01"}', ['1234/partition 1: opened opened', 'partition 1234/partition 1 = disarmed']],
    ['{"account":"1234","code":"heartbeat"}', ['alive']],
    ['{"raw":"[#1234|Nri1/FA002]"}', ['1234/2: fire on']],
    ['[{"account":"1","code":"FA","zone":1},{"account":"2","code":"FA","zone":1}]', ['1/1: fire on', '2/1: fire on']],
    ['{"account":"1234"}', ['! noEvent: {\\"account\\":\\"1234\\"}']],
    ['{"account":"1234","code":"boo"}', ['! unknownWord: boo']],
  ])('%s', (payload, expected) => {
    expect(say(payload)).toEqual(expected);
  });

  test.each(['[Main] Front door', '#5', '[a|b] door', '"quoted"'])('a text for people (%s) is not taken for the report', (message) => {
    expect(say(JSON.stringify({ accountId: '1234', code: 'FA', zone: '9', message }))).toEqual(['1234/9: fire on']);
  });

  test.each([
    ['BA013', ['1234/13: intrusion on']],
    ['Nri2/BA014/TA015', ['1234/14: intrusion on', '1234/15: tamper on']],
    ['1130 02 016', ['1234/16: intrusion on']],
    ['BAD', ['! unknownWord: BAD']],
  ])('may carry a whole block as its code: %s', (code, expected) => {
    expect(say(JSON.stringify({ account: '1234', code }))).toEqual(expected);
  });

  test('a time without a date stays a text, one with a zone is a time', () => {
    expect(first('{"account":"1","code":"BA","zone":1,"time":"22:40:48","text":"Hall"}')).toMatchObject({ panelTimeUtcMs: null, text: 'Hall · 22:40:48' });
    expect(first('{"account":"1","code":"BA","zone":1,"time":"2026-01-31T12:00:00Z"}')).toMatchObject({ panelTimeUtcMs: Date.UTC(2026, 0, 31, 12) });
  });
});

describe('dialect sia', () => {
  test('knows a code that nobody knows, and what it is taught goes before its own', () => {
    const taught = {
      '199': { condition: 'water', category: 'technical', priority: 3, latched: false },
      BA: { condition: 'open', category: 'other', priority: 4, latched: false },
    } as const;
    expect(panel().hear(topic, '[#1234|1199 01 001]')).toMatchObject({ unknownWord: '199', problem: 'unknownWord: 199', signals: [] });
    expect(say('[#1234|1199 01 001]', taught)).toEqual(['1234/1: water on']);
    expect(say('[#1234|3199 01 001]', taught)).toEqual(['1234/1: water off']);
    expect(say('[#1234|Nri1/BA001]', taught)).toEqual(['1234/1: open on']);
    expect(say('[#1234|Nri1/BR001]', taught)).toContain('1234/1: open off');
    expect(say('[#1234|Nri1/BA001]', { BA: 'ignore' })).toEqual([]);
  });

  test('names accounts, and takes no others where there is a list', () => {
    const listed = panel({}, { accounts: [{ account: '1234', name: 'Warehouse', testHours: null }] });
    expect(listed.say(topic, '[#1234|1130 01 001]')).toEqual(['Warehouse/1: intrusion on']);
    expect(listed.say(topic, '[#9999|1130 01 001]')).toEqual(['! unknownAccount: 9999']);
    expect(listed.say(topic, '{"accountId":"9999","code":"BA"}')).toEqual(['! unknownAccount: 9999']);
  });

  test('tells equal events of one frame from each other, and the same frame again as the same', () => {
    const identities = (payload: string) =>
      (panel().hear(topic, payload)?.signals ?? []).flatMap((signal) => (signal.type === 'event' ? [signal.identity] : []));
    const frame = '00000000"SIA-DCS"0007L0#1234[#1234|NOP001/OP001]_12:00:00,01-31-2026';
    const [one, two] = identities(frame);
    expect(one).not.toBe(two);
    expect(identities(frame)).toEqual([one, two]);
    expect(identities('[#1234|NOP001]')).toEqual([undefined]);
  });

  test('says what it can not read', () => {
    expect(say('hello')).toEqual(['! notDc09: hello']);
    expect(say('00000000"*SIA-DCS"0001L0#1234[00112233445566778899AABBCCDDEEFF')).toEqual(['! encrypted: 1234']);
    expect(say('00000000"SIA-PUL"0001L0#1234[#1234|x]')).toEqual(['! unknownFormat: SIA-PUL']);
    expect(say('00000000"ACK"0001L0#1234[]')).toEqual([]);
    expect(panel().say('other/topic', 'hello')).toEqual(['not ours']);
    expect(panel({}, { topic: null }).say(topic, 'hello')).toEqual(['not ours']);
  });

  test('reads several lines in one message', () => {
    expect(say('[#1|NBA1]\r\n[#2|NFA2]\n')).toEqual(['1/1: intrusion on', '2/2: fire on']);
  });

  test('never throws', () => {
    const content = fc.string({ unit: fc.constantFrom(...'[]|#^/"*NOBAri0123456789 \n'), maxLength: 60 });
    const framed = content.map((text) =>
      encodeFrame({ id: 'SIA-DCS', encrypted: false, sequence: '0001', receiver: null, line: '0', account: '1234', content: `[${text}]` }).subarray(1, -1),
    );
    const json = jsonOf(['account', 'code', 'zone', 'time', 'raw', 'qualifier', 'user', 'text', 'id']);
    expectNoThrow(() => panel(), [topic], [content.map((text) => Buffer.from(text)), framed, json]);
  });

  test('every event that can be written is read back', () => {
    const number = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 99 }), (zone, area) => {
        const contactId = `1130 ${String(area).padStart(2, '0')} ${String(zone).padStart(3, '0')}`;
        for (const payload of [`[#1234|${contactId}]`, `[#1234|Nri${area}/BA${zone}]`]) {
          const [signal] = panel().hear(topic, payload)?.signals ?? [];
          expect(signal).toMatchObject({ source: `1234/${zone}`, partition: String(area), condition: 'intrusion' });
        }
      }),
    );
  });

  test('reports only', () => {
    expect(panel().dialect.commands()).toEqual([]);
    expect(inShort([])).toEqual([]);
  });
});
