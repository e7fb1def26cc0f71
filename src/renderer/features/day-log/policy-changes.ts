/** What a lead changed of a set of values: each as `name: before → after`, so that a row can be read without its raw data. Pure. */
import type { Json, JsonObject } from '../../../shared/model/journal.ts';
import type { Words } from '../../ui/why-words.ts';
import { coded, isObject, plain } from './payload-words.ts';

function leavesOf(value: Json | undefined, path: string): readonly (readonly [path: string, value: Json])[] {
  if (isObject(value)) return Object.entries(value).flatMap(([name, child]) => leavesOf(child, path === '' ? name : `${path}.${name}`));
  return value === undefined ? [] : [[path, value]];
}

function valueText(value: Json | undefined, t: Words): string {
  return Array.isArray(value) ? value.map((one) => plain(one, t)).join(' / ') : plain(value, t);
}

/** Named by `area` of the catalogue (`log.policy.twoPersons.disarm`); what has no name there is named by its path. */
export function changesBetween(before: JsonObject, after: JsonObject, area: string, t: Words): readonly string[] {
  const old = new Map(leavesOf(before, ''));
  return leavesOf(after, '').flatMap(([path, value]) => {
    const was = old.get(path);
    if (JSON.stringify(was) === JSON.stringify(value)) return [];
    return [`${coded(area, path, t)}: ${valueText(was, t)} → ${valueText(value, t)}`];
  });
}
