/**
 * What our condition words are worth by default (alarms.md 1), and which of them a name in a payload means.
 * Data only; a site's own meanings go before these.
 */
import type { MappedWord } from '../../../shared/model/mapped-word.ts';

/** A word that raises something. */
export type ConditionMeaning = Exclude<MappedWord, string>;

const life = (condition: string): ConditionMeaning => ({ condition, category: 'life', priority: 1, latched: true });
const holdUp = (condition: string): ConditionMeaning => ({ condition, category: 'holdUp', priority: 1, latched: false });
const technical = (condition: string): ConditionMeaning => ({ condition, category: 'technical', priority: 3, latched: false });
const trouble = (condition: string): ConditionMeaning => ({ condition, category: 'trouble', priority: 3, latched: false });

const meanings: readonly ConditionMeaning[] = [
  ...['fire', 'gas', 'carbonMonoxide', 'medical', 'panic'].map(life),
  ...['holdUp', 'duress'].map(holdUp),
  { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true },
  { condition: 'tamper', category: 'tamper', priority: 2, latched: false },
  { condition: 'supervision', category: 'trouble', priority: 2, latched: false },
  ...['water', 'freeze', 'heat', 'temperature', 'technical'].map(technical),
  ...['mains', 'battery', 'line', 'module', 'problem', 'offline', 'sequenceLost'].map(trouble),
];
const byCondition: ReadonlyMap<string, ConditionMeaning> = new Map(meanings.map((meaning) => [meaning.condition, meaning]));

/** The default worth of one of our own words; a word that is not in the table is a bug. */
export function meaningOf(condition: string): ConditionMeaning {
  const meaning = byCondition.get(condition);
  if (meaning === undefined) throw new Error(`no default meaning for ${condition}`);
  return meaning;
}

/** Names of things in payloads, without case, blanks, `_` and `-`. */
const byName: ReadonlyMap<string, string> = new Map(
  Object.entries({
    fire: 'fire',
    firealarm: 'fire',
    smoke: 'fire',
    gas: 'gas',
    gasleak: 'gas',
    carbonmonoxide: 'carbonMonoxide',
    co: 'carbonMonoxide',
    medical: 'medical',
    panic: 'panic',
    sos: 'panic',
    emergency: 'panic',
    holdup: 'holdUp',
    duress: 'duress',
    intrusion: 'intrusion',
    intrusionalarm: 'intrusion',
    burglary: 'intrusion',
    burglar: 'intrusion',
    tamper: 'tamper',
    sabotage: 'tamper',
    water: 'water',
    waterleak: 'water',
    leak: 'water',
    flood: 'water',
    moisture: 'water',
    freeze: 'freeze',
    heat: 'heat',
    hightemperature: 'temperature',
    overtemperature: 'temperature',
    mains: 'mains',
    mainslost: 'mains',
    mainsfailure: 'mains',
    acloss: 'mains',
    acfail: 'mains',
    battery: 'battery',
    batterylow: 'battery',
    lowbattery: 'battery',
    line: 'line',
    linefault: 'line',
    module: 'module',
    offline: 'offline',
    supervision: 'supervision',
    technical: 'technical',
    problem: 'problem',
    trouble: 'problem',
    fault: 'problem',
  }),
);

/** What a flag of this name means when it is true; null = its name says nothing to us. */
export function meaningOfName(name: string): ConditionMeaning | null {
  const condition = byName.get(name.toLowerCase().replace(/[\s_-]/g, ''));
  return condition === undefined ? null : meaningOf(condition);
}
