/** Condition words as a speaker uses them: taught ones first, then ours; what it says of their worth goes before ours. Pure. */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import { type ConditionMeaning, meaningOfName } from '../condition-words.ts';
import type { WordBook } from '../dialect.ts';
import { worthOfCondition } from '../event-codes/index.ts';
import type { JsonObject } from '../json-message.ts';
import { categoryField, flagField, priorityField } from './fields.ts';

/** The words that a panel can raise by itself; a point that lists none of them has none of them. */
export const panelConditions: readonly string[] = [
  ...['fire', 'gas', 'carbonMonoxide', 'medical', 'panic', 'holdUp', 'duress', 'intrusion', 'tamper', 'water', 'freeze', 'heat', 'temperature', 'technical'],
  ...['mains', 'battery', 'power', 'line', 'module', 'problem', 'supervision', 'doorForced', 'doorHeldOpen'],
];
const ours: ReadonlySet<string> = new Set(panelConditions);

/** null = nobody's word. A word that we do not know is taken when the message says what it is worth. */
export function meaningOfWord(words: WordBook, word: string, object: JsonObject): MappedWord | null {
  const taught = words.meaning(word);
  if (taught !== null) return taught;
  const category = categoryField(object);
  const priority = priorityField(object);
  if (!ours.has(word) && (category === null || priority === null)) return null;
  const worth = plainMeaning(word);
  return {
    condition: word,
    category: category ?? worth.category,
    priority: priority ?? worth.priority,
    latched: flagField(object, 'latched') ?? worth.latched,
  };
}

/** What a condition is worth where nobody says otherwise. */
export function plainMeaning(condition: string): ConditionMeaning {
  const { category, priority, latched } = meaningOfName(condition) ?? worthOfCondition(condition);
  return { condition, category, priority, latched };
}
