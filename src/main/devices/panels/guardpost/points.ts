/** Retained states of partitions and zones: what they are like now, and which conditions stand there. */

import { armedStates, type PointKind, partitionStates } from '../../../../shared/model/panels.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { misunderstood, type Reading, understood, unknownWord } from '../dialect.ts';
import type { JsonObject } from '../json-message.ts';
import { type Said, shownName } from '../signal-maker.ts';
import { meaningOfWord, panelConditions, plainMeaning } from './conditions.ts';
import { flagField, textField, timeField, wordsField } from './fields.ts';
import type { Speaker } from './speaker.ts';
import { nameWithin } from './topics.ts';

const partitionWords: ReadonlySet<string> = new Set(partitionStates);

/** What a point's own message means. */
export function readPoint(speaker: Speaker, kind: PointKind, pointId: string, object: JsonObject, retained: boolean): Reading {
  const name = textField(object, 'name') ?? pointId;
  speaker.setName(kind, pointId, name);
  const state = stateOf(kind, object);
  if (state === undefined) return misunderstood('unknownState', textField(object, 'state') ?? '');
  const battery = object.batteryPercent;
  const bypassed = flagField(object, 'bypassed');
  const partition = kind === 'partition' ? pointId : textField(object, 'partition');
  const point = speaker.maker.point({
    kind,
    pointId: nameWithin(speaker.name, pointId),
    name: nameWithin(speaker.name, name),
    partition,
    retained,
    ...(state === null ? {} : { state }),
    ...(bypassed === null ? {} : { bypassed }),
    ...(typeof battery === 'number' && battery >= 0 && battery <= 100 ? { batteryPercent: battery } : {}),
  });
  const conditions = wordsField(object, 'conditions');
  if (conditions === null) return understood([point]);
  const isNamed = kind === 'zone' || name !== pointId;
  const source = shownName(nameWithin(speaker.name, isNamed ? name : `partition ${pointId}`));
  const said = { source, partition, retained, text: textField(object, 'text'), panelTimeUtcMs: timeField(object, 'time') };
  const signals = [point, ...endedSignals(speaker, `${kind}/${pointId}`, conditions, said)];
  const begun = conditions.map((word) => ({ word, meaning: meaningOfWord(speaker.words, word, object) }));
  for (const { word, meaning } of begun) if (meaning !== null) signals.push(...speaker.maker.taught(meaning, true, { ...said, code: word }));
  const unknown = begun.find(({ meaning }) => meaning === null)?.word;
  return unknown === undefined ? understood(signals) : { ...unknownWord(unknown), signals };
}

/** What stood there before and is not listed now; of a point that has not spoken since the post began, everything that could have stood. */
function endedSignals(speaker: Speaker, key: string, conditions: readonly string[], said: Said): readonly PanelSignal[] {
  const before = speaker.lastConditions(key) ?? panelConditions;
  speaker.setConditions(key, conditions);
  return before
    .filter((word) => !conditions.includes(word))
    .map((word) => {
      const taught = speaker.words.meaning(word);
      return speaker.maker.condition(taught === null || typeof taught === 'string' ? plainMeaning(word) : taught, false, said);
    });
}

/** The point is gone: its retained message was deleted. */
export function readGone(speaker: Speaker, kind: PointKind, pointId: string): Reading {
  return understood([speaker.maker.pointGone(kind, nameWithin(speaker.name, pointId))]);
}

/** undefined = a word that is no state; null = not said. */
function stateOf(kind: PointKind, object: JsonObject): string | null | undefined {
  if (kind === 'zone') {
    const open = flagField(object, 'open');
    return open === null ? null : open ? 'open' : 'closed';
  }
  const word = textField(object, 'state');
  if (word === null) return null;
  return partitionWords.has(word) || armedStates.has(word) ? word : undefined;
}
