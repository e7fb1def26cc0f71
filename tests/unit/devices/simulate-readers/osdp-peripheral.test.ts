import { describe, expect, test } from 'vitest';
import type { Command, LampAction } from '../../../../src/main/devices/readers/osdp/messages.ts';
import { usualCapabilities, usualIdentity } from '../../../../src/main/devices/simulate/osdp/model.ts';
import { AskingPanel } from './asking-panel.ts';

const ack = { name: 'ack' };
const nak = (code: number) => expect.objectContaining({ name: 'nak', code });
const open = { fullSecurity: false } as const;
const lamp = (change: Partial<LampAction> = {}): Command => ({
  name: 'led',
  lamps: [
    {
      reader: 0,
      lamp: 0,
      temporary: { control: 2, on: 10, off: 0, onColour: 2, offColour: 0, timer: 30 },
      permanent: { control: 1, on: 10, off: 0, onColour: 1, offColour: 1 },
      ...change,
    },
  ],
});

describe('a simulated OSDP reader in clear', () => {
  test('says what it is and what it can', () => {
    const panel = new AskingPanel();
    expect(panel.ask({ name: 'id' })).toEqual({ name: 'pdid', ...usualIdentity(5) });
    expect(panel.ask({ name: 'cap' })).toEqual({ name: 'pdcap', capabilities: usualCapabilities });
  });

  test('hears its own address and the one for all, and no other', () => {
    const panel = new AskingPanel();
    expect(panel.ask({ name: 'poll' }, { address: 6 })).toBeNull();
    expect(panel.ask({ name: 'poll' }, { sequence: 0, address: 0x7f })).toEqual(ack);
    expect(panel.answered?.address).toBe(0x7f);
    expect(panel.ask({ name: 'poll' }, { sequence: 0 })).toEqual(ack);
  });

  test('tells one event for each poll, and repeats the last bit for bit until the next number comes', () => {
    const panel = new AskingPanel(open);
    panel.ask({ name: 'poll' });
    for (const keys of ['1', '2']) panel.peripheral.body.events.add({ reply: { name: 'keypad', reader: 0, keys } });
    expect(panel.ask({ name: 'poll' })).toMatchObject({ keys: '1' });
    const first = panel.answered?.bytes;
    expect(panel.send(panel.sent)).toEqual(first);
    expect(panel.send(panel.sent)).toEqual(first);
    expect(panel.ask({ name: 'poll' })).toMatchObject({ keys: '2' });
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
  });

  test('refuses a number out of turn, and other words under the same number', () => {
    const panel = new AskingPanel(open);
    panel.ask({ name: 'poll' });
    expect(panel.ask({ name: 'poll' }, { sequence: 3 })).toEqual(nak(4));
    panel.ask({ name: 'poll' }, { sequence: 0 });
    expect(panel.ask({ name: 'poll' }, { sequence: 1 })).toEqual(ack);
    expect(panel.ask({ name: 'lstat' }, { sequence: 1 })).toEqual(nak(4));
  });

  test('says BUSY with sequence 0, does nothing, and takes the same bytes afterwards', () => {
    const panel = new AskingPanel(open);
    panel.ask({ name: 'poll' });
    panel.faults.set('busy', { times: 1 });
    expect(panel.ask(lamp())).toEqual({ name: 'busy' });
    expect(panel.answered?.sequence).toBe(0);
    expect(panel.peripheral.body.face.lamp(panel.nowMs)).toEqual({ colour: 0, blinks: false });
    panel.send(panel.sent);
    expect(panel.readAnswer()).toEqual(ack);
    expect(panel.peripheral.body.face.lamp(panel.nowMs)).toEqual({ colour: 2, blinks: false });
  });

  test('where all must be secure, it answers no more than POLL, ID and CAP, and keeps what it has to tell', () => {
    const panel = new AskingPanel();
    panel.peripheral.body.events.add({ reply: { name: 'keypad', reader: 0, keys: '1' } });
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
    expect(panel.ask(lamp())).toEqual(nak(6));
    expect(panel.ask({ name: 'keySet', key: new Uint8Array(16) })).toEqual(nak(6));
    expect(panel.peripheral.body.events.waiting).toBe(1);
  });

  test('refuses by code: unknown commands, wrong lengths, records that it has no part for', () => {
    const panel = new AskingPanel(open);
    expect(panel.ask({ name: 'bioRead', raw: new Uint8Array(6) })).toEqual(nak(3));
    expect(panel.ask(lamp())).toEqual(ack);
    const [wrongLamp] = (lamp() as Extract<Command, { name: 'led' }>).lamps;
    expect(panel.ask({ name: 'led', lamps: [{ ...wrongLamp, lamp: 7 } as LampAction] })).toEqual(nak(9));
    expect(panel.ask({ name: 'out', outputs: [{ output: 2, control: 2, timer: 0 }] })).toEqual(nak(9));
    const without = new AskingPanel({ ...open, capabilities: [] });
    expect(without.ask(lamp())).toEqual(nak(3));
    expect(without.ask({ name: 'istat' }, { sequence: 0 })).toEqual(nak(3));
    expect(without.ask({ name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'A' }, { sequence: 0 })).toEqual(nak(3));
  });

  test('a frame that says it is shorter than the command needs is refused with the length', () => {
    const panel = new AskingPanel(open);
    panel.ask({ name: 'poll' });
    expect(panel.ask({ name: 'mfg', oui: new Uint8Array(3), data: Uint8Array.of(7) })).toEqual({
      name: 'mfgRep',
      oui: new Uint8Array(3),
      data: Uint8Array.of(7),
    });
    for (const [name, code] of [
      ['acuRxSize', ack],
      ['keepActive', ack],
    ] as const) {
      expect(panel.ask(name === 'acuRxSize' ? { name, bytes: 256 } : { name, forMs: 1000 })).toEqual(code);
    }
    expect(panel.peripheral.body.panelReceivesBytes).toBe(256);
  });

  test('a reader with the checksum only refuses a CRC, and answers in its own', () => {
    const panel = new AskingPanel({ ...open, habits: { checksumOnly: true } });
    expect(panel.ask({ name: 'id' })).toEqual(nak(1));
    expect(panel.answered?.check).toBe('checksum');
    panel.check = 'checksum';
    expect(panel.ask({ name: 'id' }, { sequence: 0 })).toMatchObject({ name: 'pdid' });
  });

  test('a reader that wants a POLL first is silent until it hears one', () => {
    const panel = new AskingPanel({ habits: { wantsPollFirst: true } });
    expect(panel.ask({ name: 'id' })).toBeNull();
    expect(panel.ask({ name: 'poll' }, { sequence: 0 })).toEqual(ack);
    expect(panel.ask({ name: 'id' })).toMatchObject({ name: 'pdid' });
  });

  test('unplugged it is silent; plugged in again it takes its time to boot and begins at sequence 0', () => {
    const panel = new AskingPanel({ bootMs: 500 });
    panel.ask({ name: 'poll' });
    panel.peripheral.unplug();
    expect(panel.ask({ name: 'poll' })).toBeNull();
    panel.peripheral.replug(panel.nowMs);
    panel.nowMs += 499;
    expect(panel.ask({ name: 'poll' }, { sequence: 0 })).toBeNull();
    panel.nowMs += 1;
    expect(panel.ask({ name: 'poll' }, { sequence: 1 })).toEqual(nak(4));
    expect(panel.ask({ name: 'poll' }, { sequence: 0 })).toEqual(ack);
  });

  test('COMSET really changes address and speed, and tells what is in force', () => {
    const panel = new AskingPanel(open);
    expect(panel.ask({ name: 'comset', address: 9, baudRate: 115_200 })).toEqual({ name: 'com', address: 9, baudRate: 115_200 });
    expect(panel.answered?.address).toBe(5);
    expect(panel.ask({ name: 'poll' }, { address: 5 })).toBeNull();
    expect(panel.ask({ name: 'poll' }, { address: 9, sequence: 0 })).toEqual(ack);
    expect(panel.ask({ name: 'comset', address: 9, baudRate: 1234 })).toEqual({ name: 'com', address: 9, baudRate: 115_200 });
  });

  test('takes a file in fragments and says when it is whole; a fragment out of place is an error', () => {
    const panel = new AskingPanel({ ...open, file: { delayMs: 20, endStatus: 3 } });
    const send = (offset: number, ...fragment: number[]) =>
      panel.ask({ name: 'fileTransfer', type: 1, totalBytes: 3, offset, fragment: Uint8Array.from(fragment) });
    expect(send(0, 1, 2)).toMatchObject({ name: 'ftStat', status: 0, delayMs: 20 });
    expect(send(1, 3)).toMatchObject({ status: -2 });
    expect(send(2, 3)).toMatchObject({ status: 3 });
    expect(panel.peripheral.body.files.taken).toEqual([{ type: 1, bytes: Uint8Array.of(1, 2, 3) }]);
  });

  test('forced NAKs come in place of what is asked for', () => {
    const panel = new AskingPanel(open);
    panel.ask({ name: 'poll' });
    panel.faults.set('nak', { times: 1 }, 2);
    expect(panel.ask(lamp())).toEqual(nak(2));
    expect(panel.told.map(({ name }) => name)).toEqual([]);
  });
});

describe('what a person sees at it', () => {
  test('a lamp set for a time falls back to what stands; a relay falls back too; the text goes', () => {
    const panel = new AskingPanel(open);
    const { face } = panel.peripheral.body;
    panel.ask(lamp());
    panel.ask({ name: 'out', outputs: [{ output: 0, control: 5, timer: 30 }] });
    panel.ask({ name: 'text', reader: 0, control: 3, seconds: 3, row: 1, column: 1, text: 'GRANTED' });
    panel.ask({ name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: 3 }] });
    expect([face.lamp(panel.nowMs), face.outputs(panel.nowMs), face.text(panel.nowMs), face.beeps]).toEqual([
      { colour: 2, blinks: false },
      [true, false],
      'GRANTED',
      3,
    ]);
    panel.nowMs += 3000;
    expect([face.lamp(panel.nowMs), face.outputs(panel.nowMs), face.text(panel.nowMs)]).toEqual([{ colour: 1, blinks: false }, [false, false], '']);
  });

  test('a state that stands stays, a blinking lamp is told as blinking, and a cancelled sign is gone at once', () => {
    const panel = new AskingPanel(open);
    const { face } = panel.peripheral.body;
    panel.ask({ name: 'out', outputs: [{ output: 1, control: 2, timer: 0 }] });
    panel.ask(lamp({ temporary: { control: 2, on: 3, off: 3, onColour: 1, offColour: 0, timer: 100 } }));
    expect(face.lamp(panel.nowMs)).toEqual({ colour: 1, blinks: true });
    panel.ask(lamp({ temporary: { control: 1, on: 0, off: 0, onColour: 0, offColour: 0, timer: 0 } }));
    expect(face.lamp(panel.nowMs)).toEqual({ colour: 1, blinks: false });
    panel.ask({ name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'WELCOME' });
    panel.nowMs += 3_600_000;
    expect([face.outputs(panel.nowMs), face.text(panel.nowMs)]).toEqual([[false, true], 'WELCOME']);
  });
});
