import { describe, expect, it } from 'vitest';
import { createSimulatedReader, encodeForReader } from '../../../../src/main/devices/simulate/reader.ts';
import type { CardNumber } from '../../../../src/shared/model/cards.ts';
import { arrived, startedReader, testClock } from '../readers/simulated-post.ts';

const tag: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };
const badge: CardNumber = { format: 'H10301', facility: '45', number: '12345' };
const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

describe('a simulated reader', () => {
  it('speaks the real bytes of its protocol', () => {
    expect(hex(encodeForReader({ protocol: 'em4100', template: null }, tag))).toBe('0230433030303632314135384503');
    expect(hex(encodeForReader({ protocol: 'wiegand-text', template: null }, badge))).toBe('3244333033390d');
    expect(hex(encodeForReader({ protocol: 'line', template: null }, { ...tag, format: 'text' }))).toBe('304330303036323141350d0a');
  });

  it('can not carry a card that its protocol does not know', async () => {
    const { simulated, reads } = await startedReader({ protocol: 'em4100' });
    expect(simulated.present(badge)).toBe(false);
    await arrived();
    expect(reads).toEqual([]);
  });

  it('sends nothing while it is unplugged, nor before anyone listens', async () => {
    expect(createSimulatedReader({ id: 'a', protocol: 'em4100', template: null }, { clock: testClock() }).present(tag)).toBe(false);
    const { simulated, reads } = await startedReader();
    simulated.unplug();
    expect(simulated.plugged).toBe(false);
    expect(simulated.present(tag)).toBe(false);
    simulated.replug();
    expect(simulated.present(tag)).toBe(true);
    await arrived();
    expect(reads).toHaveLength(1);
  });

  it.each(['em4100', 'wiegand-text', 'line'] as const)('sends broken frames that %s gives up, and is read again after', async (protocol) => {
    const card: CardNumber = protocol === 'em4100' ? tag : protocol === 'line' ? { ...tag, format: 'text' } : badge;
    const { simulated, reader, reads } = await startedReader({ protocol });
    simulated.brokenFrame(card);
    await arrived();
    expect(reads).toEqual([]);
    expect(reader.health().discarded).toBeGreaterThan(0);
    simulated.present(card);
    await arrived();
    expect(reads.map((read) => read.card)).toEqual([card]);
  });

  it('remembers only the newest indications', () => {
    const simulated = createSimulatedReader({ id: 'a', protocol: 'em4100', template: null }, { clock: testClock() });
    for (let i = 0; i < 150; i += 1) simulated.link.showDecision?.({ granted: i === 149, reason: 'ok' });
    expect(simulated.indications).toHaveLength(100);
    expect(simulated.indications.at(-1)?.granted).toBe(true);
  });
});
