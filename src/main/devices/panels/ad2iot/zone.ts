/** What is said of one zone (`OPEN`, `CLOSE`, `TROUBLE`) and of one virtual switch (whatever its owner wrote). */
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { misunderstood, type Reading, understood, unknownWord } from '../dialect.ts';
import type { JsonObject } from '../json-message.ts';
import { shownName, shownText } from '../signal-maker.ts';
import { plainNumber } from './device.ts';
import type { PartitionTools } from './partition.ts';

const zoneWords: ReadonlyMap<string, 'open' | 'closed' | 'trouble'> = new Map([
  ['OPEN', 'open'],
  ['ON', 'open'],
  ['CLOSE', 'closed'],
  ['CLOSED', 'closed'],
  ['OFF', 'closed'],
  ['TROUBLE', 'trouble'],
  ['FAULT', 'trouble'],
]);

export function readZone({ maker, words, device }: PartitionTools, zone: string, fields: JsonObject, retained: boolean): Reading {
  const partition = typeof fields.partition === 'number' || typeof fields.partition === 'string' ? plainNumber(String(fields.partition)) : null;
  const before = device.zones.get(zone)?.state ?? null;
  const name = shownText(fields.name) ?? device.zones.get(zone)?.name ?? null;
  const word = typeof fields.state === 'string' ? fields.state.trim() : '';
  device.zones.set(zone, { name, partition, state: word });
  const source = device.zoneSource(zone);
  const said = { source, partition, retained, code: word };
  const point = { kind: 'zone' as const, pointId: zone, name: source, partition, retained };
  if (word === '') return { ...misunderstood('noState'), signals: [maker.point(point)] };
  const taught = words.meaning(`zones/${zone}=${word}`) ?? words.meaning(word);
  if (taught !== null) return understood([...maker.taught(taught, true, said), maker.point(point)]);
  const state = zoneWords.get(word.toUpperCase());
  if (state === undefined) return { ...unknownWord(word), signals: [maker.point(point)] };
  const trouble = maker.condition(meaningOf('problem'), state === 'trouble', said);
  if (state === 'trouble') return understood([trouble, maker.point(point)]);
  // The first word is news only when it was said just now.
  const isNews = before === null ? !retained : before.toUpperCase() !== word.toUpperCase();
  const changed = !isNews ? [] : [maker.event({ ...said, event: state === 'open' ? 'opened' : 'closed' })];
  return understood([trouble, ...changed, maker.point({ ...point, state })]);
}

/** A virtual switch is a filter that somebody wrote for messages of the panel: it may mean anything. */
export function readSwitch({ maker, words, device }: PartitionTools, name: string, fields: JsonObject, retained: boolean): Reading {
  const word = typeof fields.state === 'string' ? fields.state.trim() : '';
  if (word === '') return misunderstood('noState');
  const source = shownName(`Switch ${name}`);
  const said = { source, retained, code: word };
  const taught = words.meaning(`switches/${name}=${word}`) ?? words.meaning(word);
  const before = device.switches.get(name);
  device.switches.set(name, word);
  if (taught !== null) return understood(maker.taught(taught, true, said));
  const state = zoneWords.get(word.toUpperCase());
  if (state === undefined) return unknownWord(`switches/${name}=${word}`);
  const changed: readonly PanelSignal[] = (before === undefined ? retained : before === word)
    ? []
    : [maker.event({ ...said, event: state === 'open' ? 'opened' : state === 'closed' ? 'closed' : 'trouble' })];
  return understood([
    ...changed,
    maker.point({ kind: 'zone', pointId: `switches/${name}`, name: source, retained, ...(state === 'trouble' ? {} : { state }) }),
  ]);
}
