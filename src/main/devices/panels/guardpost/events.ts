/** An `event` message: with an event code, a condition word, or a word for the day log. */
import type { PanelSequence, PanelSignal } from '../../../core/ports/devices.ts';
import { misunderstood, type Reading, understood, unknownWord } from '../dialect.ts';
import type { JsonObject } from '../json-message.ts';
import { signalsOf } from '../sia/event-signals.ts';
import { readGatewayEvent } from '../sia/json-gateway.ts';
import { type Said, shownName } from '../signal-maker.ts';
import { meaningOfWord } from './conditions.ts';
import { flagField, textField, timeField } from './fields.ts';
import type { Speaker } from './speaker.ts';
import { nameWithin } from './topics.ts';

const eventKinds = ['opened', 'closed', 'bypassed', 'test'] as const;

/** What an event means, with its number in the speaker's count. */
export function readEvent(speaker: Speaker, object: JsonObject, retained: boolean): Reading {
  const sequence = sequenceOf(speaker, object);
  const reading = readKind(speaker, object, retained);
  // An event that the broker holds is old news: its number would look like one that came again.
  return sequence === null || retained ? reading : { ...reading, sequence };
}

function readKind(speaker: Speaker, object: JsonObject, retained: boolean): Reading {
  if (textField(object, 'code') !== null) return readCode(speaker, object, retained);
  const condition = textField(object, 'condition');
  if (condition !== null) return readCondition(speaker, object, condition, retained);
  const event = textField(object, 'event');
  return event === null ? misunderstood('noEvent', JSON.stringify(object)) : understood(eventSignals(speaker, object, event, retained));
}

/** Contact ID and SIA by the same tables as dialect `sia`; a `name` goes before account and zone. */
function readCode(speaker: Speaker, object: JsonObject, retained: boolean): Reading {
  const found = readGatewayEvent(object);
  if (found === null) return unknownWord(textField(object, 'code') ?? '');
  const label = found.account === null ? speaker.name : nameWithin(speaker.name, found.account);
  const context = { label, retained, atUtcMs: timeField(object, 'time'), texts: [], identity: identityOf(speaker, object) };
  const { signals, unknown } = signalsOf(speaker.maker, speaker.words, context, { ...found.event, time: null });
  const name = textField(object, 'name');
  const named = name === null ? null : shownName(nameWithin(speaker.name, name));
  const sourced = signals.map((signal) =>
    'source' in signal ? { ...signal, source: named ?? (signal.source === '' ? speaker.config.name : signal.source) } : signal,
  );
  return unknown === null ? understood(sourced) : unknownWord(unknown);
}

function readCondition(speaker: Speaker, object: JsonObject, condition: string, retained: boolean): Reading {
  const meaning = meaningOfWord(speaker.words, condition, object);
  if (meaning === null) return unknownWord(condition);
  const said = saidOf(speaker, object, retained);
  const momentary = flagField(object, 'momentary') === true ? { momentary: true } : {};
  return understood(
    speaker.maker.taught(meaning, flagField(object, 'active') ?? true, { ...said, ...momentary, code: textField(object, 'code') ?? condition }),
  );
}

function eventSignals(speaker: Speaker, object: JsonObject, event: string, retained: boolean): readonly PanelSignal[] {
  const kind = eventKinds.find((one) => one === event) ?? 'event';
  const said = saidOf(speaker, object, retained);
  const identity = identityOf(speaker, object);
  const active = kind === 'bypassed' ? { active: flagField(object, 'active') ?? true } : {};
  const told = speaker.maker.event({ ...said, kind, event, user: textField(object, 'user'), ...active, ...(identity === null ? {} : { identity }) });
  const zone = textField(object, 'zone');
  if (kind !== 'bypassed' || zone === null) return [told];
  return [told, speaker.maker.point({ kind: 'zone', pointId: nameWithin(speaker.name, zone), bypassed: active.active ?? true, retained })];
}

/** Named by `name`, else by zone, else by partition, else by the speaker. */
function saidOf(speaker: Speaker, object: JsonObject, retained: boolean): Said {
  const zone = textField(object, 'zone');
  const partition = textField(object, 'partition');
  const named = textField(object, 'name') ?? (zone === null ? null : speaker.nameOf('zone', zone)) ?? (partition === null ? null : `partition ${partition}`);
  const source = named === null ? (speaker.name === '' ? speaker.config.name : speaker.name) : nameWithin(speaker.name, named);
  return { source: shownName(source), partition, text: textField(object, 'text'), panelTimeUtcMs: timeField(object, 'time'), retained };
}

function sequenceOf(speaker: Speaker, object: JsonObject): PanelSequence | null {
  const number = object.sequence;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) return null;
  return { panelId: nameWithinId(speaker), boot: textField(object, 'boot'), number };
}

/** Each speaker counts for itself. */
const nameWithinId = ({ config, name }: Speaker): string => (name === '' ? config.id : `${config.id}/${name}`);

function identityOf(speaker: Speaker, object: JsonObject): string | null {
  const boot = textField(object, 'boot');
  const number = textField(object, 'sequence');
  return boot === null || number === null ? null : `${speaker.name}:${boot}:${number}`;
}
