import { afterEach, describe, expect, it } from 'vitest';
import type { ReaderPort, ReaderSignal } from '../../../../src/main/core/ports/devices.ts';
import { createSimulatedLink } from '../../../../src/main/devices/link/simulated-link.ts';
import { createReader } from '../../../../src/main/devices/readers/index.ts';
import { encodeMrz } from '../../../../src/main/devices/readers/mrz/encode.ts';
import type { CardRead } from '../../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../../src/shared/model/config.ts';
import { specimens } from '../../../fixtures/mrz.ts';
import { arrived, readerConfig, testClock } from './simulated-post.ts';

describe('a reader of documents', () => {
  let reader: ReaderPort;
  afterEach(() => reader.stop());

  async function started(change: Partial<ReaderConfig> = {}) {
    const clock = testClock();
    const written: string[] = [];
    const { link, farEnd } = createSimulatedLink(clock, {
      written: (bytes) => written.push(Buffer.from(bytes).toString('hex')),
      decided: () => undefined,
    });
    reader = createReader({ ...readerConfig, id: 'desk', protocol: 'mrz', ...change }, { clock, openLink: () => link });
    const signals: ReaderSignal[] = [];
    const reads: CardRead[] = [];
    reader.start({ read: (read) => reads.push(read), health: () => undefined, signal: (signal) => signals.push(signal) });
    await arrived();
    const send = async (bytes: Uint8Array) => {
      farEnd.send(bytes);
      await arrived();
    };
    return { farEnd, written, signals, reads, send };
  }

  it('tells the document as a signal, and never as a card', async () => {
    const { send, signals, reads } = await started();
    await send(encodeMrz(specimens.TD1));
    expect(signals).toMatchObject([{ type: 'document', readerId: 'desk', document: { number: 'D23145890', surname: 'ERIKSSON' }, simulated: true }]);
    expect(reads).toEqual([]);
  });

  it('keeps nothing of a document among the last bytes, read or not, and counts both', async () => {
    const { send } = await started();
    await send(encodeMrz(specimens.TD3));
    await send(encodeMrz(specimens.TD2.map((line) => line.replace('D2', 'E2'))));
    await send(Buffer.from('P<UTOERIKSSON'));
    expect(reader.health()).toMatchObject({ understood: 1, discarded: 72, lastTraffic: [] });
    expect(JSON.stringify(reader.health())).not.toContain(Buffer.from('ERIKSSON').toString('hex'));
  });

  it('tells which field is to blame, and no word of the document', async () => {
    const { send, signals } = await started();
    await send(encodeMrz(specimens.TD3.map((line) => line.replace('L898902C3', 'L898902E3'))));
    expect(signals).toEqual([{ type: 'documentUnread', readerId: 'desk', problem: { code: 'checkDigit', field: 'number' } }]);
  });

  it('asks a scanner of Elyctis to read by itself, again whenever it comes back', async () => {
    const { farEnd, written } = await started({ trigger: 'elyctis' });
    expect(written).toEqual(['43000101']);
    farEnd.unplug();
    await arrived();
    farEnd.plug();
    await arrived();
    expect(written).toEqual(['43000101', '43000101']);
  });
});
