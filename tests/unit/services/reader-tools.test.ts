import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReaderTools, type ReaderToolsService } from '../../../src/main/services/reader-tools.ts';
import type { Actor } from '../../../src/shared/model/journal.ts';
import type { TraceLine } from '../../../src/shared/model/reader-tools.ts';
import { ok } from '../../../src/shared/model/result.ts';
import { type Ground, lead, openGround } from './ground.ts';
import { busReader, frame, type ScriptedTools, scriptedTools } from './scripted-reader-tools.ts';

const ivo: Actor = { name: 'Ivo', role: 'installer', seat: 'desk-2' };
const never = new AbortController().signal;
const ignore = () => undefined;
const scan = (path: string) => ({ path, baudRates: [9600], addresses: [0] });

let ground: Ground;
let tools: ScriptedTools;
let service: ReaderToolsService;
beforeEach(() => {
  ground = openGround();
  tools = scriptedTools(['turnstile-1', 'turnstile-2', 'lane']);
  const readers = [
    busReader('turnstile-1', 0),
    busReader('turnstile-2', 1),
    busReader('lane', 0, { path: 'simulated:bus2', simulated: true, osdp: { busId: 'bus2', address: 0, secure: 'off', pollMs: 50, pin: 'off', inputs: [] } }),
  ];
  const { osdp: _none, ...desk } = busReader('desk', 0, { protocol: 'line', path: '/dev/ttyACM0' });
  service = createReaderTools({
    ledger: ground.ledger,
    readers: [...readers, desk],
    tools,
    capture: {
      write: (lines) => lines.map(({ hex }) => hex).join('\n'),
      read: () => ok({ lines: [], summary: { frames: 0, unreadable: 0, refused: 0, closed: 0, addresses: [], lastsMs: 0 } }),
    },
  });
});
afterEach(() => ground.close());

const serviced = (): { readonly [name: string]: unknown }[] =>
  ground.rows('reader.serviced').map(({ actor, subject, payload }) => ({ actor, subject, ...payload }));
/** Rows are on disk before a tool speaks to a reader. */
const begun = async (rows: number) => {
  while (serviced().length < rows) await ground.store.commit(() => undefined);
};

describe('the tools for readers', () => {
  it('lists the readers that answer, with their names, and leaves out those that only send', () => {
    expect(service.list().map(({ readerId, name, simulated }) => [readerId, name, simulated])).toEqual([
      ['turnstile-1', 'Reader turnstile-1', false],
      ['turnstile-2', 'Reader turnstile-2', false],
      ['lane', 'Reader lane', true],
    ]);
    expect(service.about('nobody')).toEqual({ ok: false, error: { code: 'rule', rule: 'noSuchReader' } });
  });

  it('write down who began what, before the reader hears of it', async () => {
    const steps: string[] = [];
    const installing = service.install(ivo, { readerId: 'turnstile-1', seconds: 60 }, (step) => steps.push(step), never);
    await begun(1);
    tools.finish(ok(undefined));
    expect((await installing).ok).toBe(true);
    expect(steps).toEqual(['windowOpen']);
    expect(serviced()).toEqual([{ actor: 'Ivo', subject: 'turnstile-1', readerId: 'turnstile-1', what: 'install', seconds: 60 }]);
  });

  it('write down that it failed, and why', async () => {
    const changing = service.changeAddress(ivo, { readerId: 'lane', address: 4, baudRate: 38_400 });
    await begun(1);
    tools.finish({ ok: false, error: { code: 'refused', detail: 'NAK 9' } });
    expect(await changing).toEqual({ ok: false, error: { code: 'rule', rule: 'refused', values: { detail: 'NAK 9' } } });
    const row = { actor: 'Ivo', subject: 'lane', readerId: 'lane', simulated: true, what: 'address', address: 4, baudRate: 38_400 };
    expect(serviced()).toEqual([row, { ...row, problem: 'refused' }]);
  });

  it('leave the reader alone when the row can’t be written', async () => {
    ground.failDisk('diskFull');
    const steps: string[] = [];
    const answer = await service.install(ivo, { readerId: 'turnstile-1', seconds: 60 }, (step) => steps.push(step), never);
    expect(answer).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'diskFull' } });
    expect(steps).toEqual([]);
  });

  it('never work two at a time on one line, whoever asks', async () => {
    const first = service.install(ivo, { readerId: 'turnstile-1', seconds: 60 }, ignore, never);
    await begun(1);
    const busy = { ok: false, error: { code: 'rule', rule: 'busy' } };
    expect(await service.sendFile(lead, { readerId: 'turnstile-2', fileType: 1, bytes: new Uint8Array(3) }, ignore, never)).toEqual(busy);
    expect(await service.discover(lead, scan('/dev/ttyUSB1'), ignore, never)).toEqual(busy);
    expect(serviced()).toHaveLength(1);
    tools.finish(ok(undefined));
    await first;
    const next = service.discover(lead, scan('/dev/ttyUSB1'), ignore, never);
    await begun(2);
    tools.finish(ok(undefined));
    expect(await next).toEqual(ok([]));
  });

  it('work on two lines at the same time', async () => {
    const [here, there] = [new AbortController(), new AbortController()];
    const first = service.install(ivo, { readerId: 'turnstile-1', seconds: 60 }, ignore, here.signal);
    await begun(1);
    const second = service.discover(ivo, scan('/dev/ttyUSB7'), ignore, there.signal);
    await begun(2);
    expect(serviced().map(({ subject, what }) => [subject, what])).toEqual([
      ['turnstile-1', 'install'],
      ['/dev/ttyUSB7', 'discover'],
    ]);
    there.abort();
    here.abort();
    const cancelled = { ok: false, error: { code: 'rule', rule: 'cancelled' } };
    expect(await Promise.all([first, second])).toEqual([cancelled, cancelled]);
  });

  it('name the bus in the row of a search on a line of ours', async () => {
    const searching = service.discover(ivo, scan('/dev/ttyUSB1'), ignore, never);
    await begun(1);
    tools.finish(ok(undefined));
    await searching;
    expect(serviced()).toEqual([{ actor: 'Ivo', subject: 'bus1', path: '/dev/ttyUSB1', busId: 'bus1', what: 'discover' }]);
  });

  it('say of a reader that only sends that nothing can be asked of it', async () => {
    expect(await service.install(ivo, { readerId: 'desk', seconds: 60 }, ignore, never)).toEqual({ ok: false, error: { code: 'rule', rule: 'notOsdp' } });
    expect(serviced()).toEqual([]);
  });
});

describe('a trace', () => {
  const card = frame({ direction: 'in', name: 'RAW', fields: [{ name: 'bits', value: '··' }], hex: `5380${'··'.repeat(8)}` });
  const trace = async (actor: Actor, unmasked: boolean) => {
    const seen: TraceLine[] = [];
    const running = await service.trace(actor, { busId: 'bus1', unmasked }, (line) => seen.push(line));
    if (!running.ok) throw new Error(JSON.stringify(running.error));
    return { seen, end: running.value };
  };

  it('that hides secrets is no row; to see them is one', async () => {
    const masked = await trace(ivo, false);
    expect(serviced()).toEqual([]);
    const open = await trace(ivo, true);
    expect(tools.tracing).toEqual([{ unmasked: false }, { unmasked: true }]);
    expect(serviced()).toEqual([{ actor: 'Ivo', subject: 'bus1', busId: 'bus1', what: 'unmasked' }]);
    masked.end();
    open.end();
    expect(tools.tracing).toEqual([]);
  });

  it('shows no secret when the row can’t be written, and leaves nobody listening', async () => {
    ground.failDisk('ioError');
    const answer = await service.trace(ivo, { busId: 'bus1', unmasked: true }, ignore);
    expect(answer).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'ioError' } });
    expect(tools.tracing).toEqual([]);
  });

  it('of a line that is not there is refused', async () => {
    expect(await service.trace(ivo, { busId: 'bus9', unmasked: true }, ignore)).toEqual({ ok: false, error: { code: 'rule', rule: 'noSuchReader' } });
    expect(serviced()).toEqual([]);
  });

  it('is saved without what it did not show, and the saving is a row', async () => {
    const { seen, end } = await trace(ivo, false);
    for (const line of [frame(), card, frame({ hex: '5380080005400689' })]) tools.pass(line);
    expect(seen).toHaveLength(3);
    expect(await service.saveTrace(ivo, 'bus1')).toEqual(ok({ text: '530008000560c8c4\n5380080005400689', frames: 2, leftOut: 1 }));
    expect(serviced()).toEqual([{ actor: 'Ivo', subject: 'bus1', busId: 'bus1', what: 'traceSaved', frames: 2 }]);
    end();
  });

  it('never has a new key in its file, not even where secrets are shown', async () => {
    const { end } = await trace(ivo, true);
    tools.pass(frame({ name: 'KEYSET', security: 'encrypted', hex: '53002e000f02177565c6e8dd' }));
    tools.pass(frame());
    const saved = await service.saveTrace(ivo, 'bus1');
    expect(saved).toMatchObject({ ok: true, value: { text: '530008000560c8c4', frames: 1, leftOut: 1 } });
    end();
  });

  it('can be saved by who runs it, while it runs, and by nobody else', async () => {
    const { end } = await trace(ivo, false);
    tools.pass(frame());
    const nothing = { ok: false, error: { code: 'rule', rule: 'nothingRecorded' } };
    expect(await service.saveTrace(lead, 'bus1')).toEqual(nothing);
    expect(await service.saveTrace({ ...ivo, seat: 'desk-9' }, 'bus1')).toEqual(nothing);
    end();
    expect(await service.saveTrace(ivo, 'bus1')).toEqual(nothing);
  });

  it('keeps the newest 5,000 frames, however long it runs', async () => {
    const { end } = await trace(ivo, false);
    for (let i = 0; i < 12_345; i++) tools.pass(frame({ hex: i.toString(16).padStart(8, '0') }));
    const saved = await service.saveTrace(ivo, 'bus1');
    if (!saved.ok) throw new Error('not saved');
    const lines = saved.value.text.split('\n');
    expect(lines).toHaveLength(5_000);
    expect(lines.at(-1)).toBe((12_344).toString(16).padStart(8, '0'));
    end();
  });
});
