/** An identity document from the scanner's bytes to a seat, through a whole post. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import { passportLines, specimens } from '../../fixtures/mrz.ts';
import { bareConfig, type OpenPost, openPost } from './open-post.ts';

const scanner: ReaderConfig = {
  id: 'desk',
  name: 'Desk scanner',
  path: '/dev/simulated',
  baudRate: 9600,
  protocol: 'mrz',
  direction: null,
  area: null,
  repeatSeconds: 3,
  passBack: false,
  template: null,
  simulated: true,
};

async function until<T extends LiveEvent['type']>(stream: AsyncIterator<LiveEvent>, type: T): Promise<Extract<LiveEvent, { type: T }>> {
  for (;;) {
    const { value, done } = await stream.next();
    if (done === true) throw new Error('the stream ended');
    if (value.type === type) return value as Extract<LiveEvent, { type: T }>;
  }
}

/** All bytes under a folder. */
function everything(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

describe('a document that is held to a scanner', () => {
  let open: OpenPost;
  beforeEach(async () => {
    open = await openPost({ config: { ...bareConfig, readers: [scanner] } });
  });
  afterEach(() => open.close());
  const present = (lines: readonly string[]) => open.post.simulated.get('desk')?.presentDocument(lines);

  it('is offered to the seat, taken once, and finds the person when they come again', async () => {
    const client = await open.as('guard');
    const stream = eventsIn(await client.live.watch());
    await until(stream, 'snapshot');
    present(specimens.TD3);
    const { offerId, readerId, alone } = await until(stream, 'documentOffered');
    expect({ readerId, alone }).toEqual({ readerId: 'desk', alone: true });
    const document = await client.visitors.takeDocument({ offerId });
    expect(document).toMatchObject({ surname: 'ERIKSSON', kind: 'passport', number: 'L898902C3' });
    await expect(client.visitors.takeDocument({ offerId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await client.visitors.byDocument({ number: document.number })).toEqual({ person: null, visit: null });
    const visit = await client.visitors.register({
      personId: null,
      name: 'ANNA MARIA ERIKSSON',
      organisation: '',
      phone: '',
      plate: '',
      document: { kind: document.kind, number: document.number },
      kind: 'visitor',
      purpose: 'meeting',
      hostName: 'Noor Haddad',
    });
    expect(await client.visitors.byDocument({ number: document.number })).toMatchObject({
      person: { name: 'ANNA MARIA ERIKSSON' },
      visit: { visitId: visit.visitId },
    });
    await stream.return?.();
  });

  it('that could not be read is told with the field to blame', async () => {
    const client = await open.as('operator');
    const stream = eventsIn(await client.live.watch());
    await until(stream, 'snapshot');
    present(specimens.TD3.map((line) => line.replace('L898', 'L8B8')));
    expect(await until(stream, 'documentUnread')).toEqual({ type: 'documentUnread', readerId: 'desk', problem: { code: 'checkDigit', field: 'number' } });
    await stream.return?.();
  });

  it('leaves nothing of itself in the day log, the data folder or the devices screen', async () => {
    const client = await open.as('lead');
    const stream = eventsIn(await client.live.watch());
    await until(stream, 'snapshot');
    present(passportLines({ number: 'QZ7731904', name: 'UNDERHILLER<<PHILOMENA' }));
    const { offerId } = await until(stream, 'documentOffered');
    await client.visitors.takeDocument({ offerId });
    await client.visitors.byDocument({ number: 'QZ7731904' });
    present(passportLines({ number: 'QZ7731905', name: 'UNDERHILLER<<PHILOMENA' }));
    await until(stream, 'documentOffered');
    const { dataDir } = open;
    const rows = JSON.stringify(await client.log.page({ limit: 500 }));
    const devices = JSON.stringify(await client.devices.list());
    const files = everything(dataDir).toString('latin1');
    for (const word of ['QZ773190', 'UNDERHILLER', 'PHILOMENA', Buffer.from('QZ773190').toString('hex'), Buffer.from('UNDERHILLER').toString('hex')]) {
      expect(rows + devices, word).not.toContain(word);
      expect(files.includes(word), word).toBe(false);
    }
    await stream.return?.();
  });
});
