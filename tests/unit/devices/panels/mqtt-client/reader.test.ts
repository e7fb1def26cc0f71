import { Socket } from 'node:net';
import { generate, type Packet } from 'mqtt-packet';
import { afterEach, describe, expect, test } from 'vitest';
import { Keepalive } from '../../../../../src/main/devices/panels/mqtt-client/keepalive.ts';
import { PacketReader } from '../../../../../src/main/devices/panels/mqtt-client/packet-reader.ts';
import { Pending } from '../../../../../src/main/devices/panels/mqtt-client/pending.ts';

describe('the keepalive', () => {
  let nowMs = 0;
  let pings = 0;
  let silences = 0;
  let isDeaf = false;
  let keepalive: Keepalive | null = null;
  afterEach(() => keepalive?.stop());
  function start(): Keepalive {
    [nowMs, pings, silences, isDeaf] = [0, 0, 0, false];
    keepalive = new Keepalive({ seconds: 10, ping: () => ++pings, silent: () => ++silences, isDeaf: () => isDeaf, nowMs: () => nowMs });
    return keepalive;
  }
  const pass = (ms: number): void => {
    nowMs += ms;
    keepalive?.look();
  };

  test('asks twice in its time, and gives up when nothing has come for one and a half times of it', () => {
    start();
    pass(5000);
    pass(5000);
    expect([pings, silences]).toEqual([2, 0]);
    pass(5000);
    expect([pings, silences]).toEqual([2, 1]);
  });

  test('takes whatever comes as a sign of life: in a flood the answer to a ping comes last', () => {
    const started = start();
    for (let look = 0; look < 10; look += 1) {
      started.heard();
      pass(5000);
    }
    expect([pings, silences]).toEqual([10, 0]);
  });

  test('is patient after this process stood still, and while nothing is taken', () => {
    start();
    pass(60_000);
    expect(silences).toBe(0);
    isDeaf = true;
    for (let look = 0; look < 5; look += 1) pass(5000);
    expect(silences).toBe(0);
    isDeaf = false;
    for (let look = 0; look < 3; look += 1) pass(5000);
    expect(silences).toBe(1);
  });
});

describe('the reader of packets', () => {
  const publish = (messageId: number): Packet => ({ cmd: 'publish', topic: 't', payload: `${messageId}`, qos: 1, retain: false, dup: false, messageId });
  const idsOf = (packets: readonly Packet[]): readonly unknown[] => packets.map((packet) => packet.messageId);

  test('gives out one packet after the other, however the bytes are cut, and reads no more meanwhile', () => {
    const socket = new Socket();
    const taken: Packet[] = [];
    const next: (() => void)[] = [];
    const reader = new PacketReader(socket, {
      packet(packet, done) {
        taken.push(packet);
        next.push(done);
      },
      broken: () => taken.push({ cmd: 'disconnect' }),
    });
    const bytes = Buffer.concat([publish(1), publish(2), publish(3)].map((packet) => generate(packet)));
    for (const byte of bytes) socket.emit('data', Buffer.from([byte]));
    expect([idsOf(taken), reader.isHeldUp, socket.isPaused()]).toEqual([[1], true, true]);
    next[0]?.();
    next[0]?.();
    expect(idsOf(taken)).toEqual([1, 2]);
    next[1]?.();
    next[2]?.();
    expect([idsOf(taken), reader.isHeldUp, socket.isPaused()]).toEqual([[1, 2, 3], false, false]);
  });

  test('takes thousands at once that are done with at once, and nothing more after it was stopped', () => {
    const socket = new Socket();
    let taken = 0;
    const reader = new PacketReader(socket, {
      packet(_packet, done) {
        taken += 1;
        done();
        if (taken === 20_000) reader.stop();
      },
      broken: () => undefined,
    });
    socket.emit('data', Buffer.concat(Array.from({ length: 20_010 }, () => generate(publish(7)))));
    socket.emit('data', generate(publish(8)));
    expect(taken).toBe(20_000);
  });

  test('says once that the bytes are no MQTT', () => {
    const socket = new Socket();
    let told = 0;
    new PacketReader(socket, { packet: (_packet, done) => done(), broken: () => ++told });
    socket.emit('data', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    socket.emit('data', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(told).toBe(1);
  });
});

describe('packet identifiers', () => {
  test('come round again, but never one that still waits', () => {
    const pending = new Pending<number>();
    const first = pending.add(() => undefined);
    for (let n = 0; n < 65_534; n += 1)
      pending.settle(
        pending.add(() => undefined),
        n,
      );
    expect(first).toBe(1);
    expect(pending.add(() => undefined)).toBe(2);
  });

  test('answer once, and all who wait hear that the connection is gone', () => {
    const pending = new Pending<number>();
    const heard: unknown[] = [];
    const id = pending.add((answer) => heard.push(answer));
    pending.add((answer) => heard.push(answer));
    pending.settle(id, 5);
    pending.settle(id, 6);
    pending.settle(undefined, 7);
    pending.settle(999, 8);
    pending.close();
    pending.close();
    expect(heard).toEqual([5, 'closed']);
  });
});
