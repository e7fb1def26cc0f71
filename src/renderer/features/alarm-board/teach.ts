/** What an unknown word of a panel may mean, asked in short questions that number keys answer. Pure. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';
import type { MappedWord } from '../../../shared/model/mapped-word.ts';

export const meanings = ['alarm', 'clear', 'alive', 'ignore'] as const;
export type Meaning = (typeof meanings)[number];

/** Kinds of alarm that a panel can tell of, and what they are called; at most nine each. */
export const taughtConditions = {
  life: ['fire', 'gas', 'carbonMonoxide', 'medical', 'panic'],
  holdUp: ['holdUp', 'duress'],
  intrusion: ['intrusion', 'doorForced', 'doorHeldOpen', 'motion', 'open', 'vibration', 'sound'],
  tamper: ['tamper'],
  technical: ['technical', 'water', 'freeze', 'heat', 'temperature', 'power'],
  trouble: ['problem', 'mains', 'battery', 'line', 'module', 'offline', 'supervision'],
  access: ['outOfHours', 'passBack', 'wrongDirection'],
  other: ['problem', 'occupancy', 'moving', 'safety'],
} as const satisfies { readonly [category in AlarmCategory]?: readonly string[] };
export type TaughtCategory = keyof typeof taughtConditions;
export type TaughtCondition = (typeof taughtConditions)[TaughtCategory][number];

export const isTaughtCategory = (category: AlarmCategory): category is TaughtCategory => category in taughtConditions;

const usualPriority: { readonly [category in TaughtCategory]: Priority } = {
  life: 1,
  holdUp: 1,
  intrusion: 2,
  tamper: 2,
  technical: 3,
  trouble: 3,
  access: 3,
  other: 4,
};

/** What was answered so far. */
export interface Lesson {
  readonly meaning: Meaning | null;
  readonly category: TaughtCategory | null;
  readonly condition: TaughtCondition | null;
  readonly priority: Priority | null;
}
export const emptyLesson: Lesson = { meaning: null, category: null, condition: null, priority: null };

export type Question = 'meaning' | 'category' | 'condition' | 'priority' | 'scope';

/** What is to be asked next; `scope` is the last. A kind with one condition is not asked for it. */
export function nextQuestion(lesson: Lesson): Question {
  if (lesson.meaning === null) return 'meaning';
  if (lesson.meaning !== 'alarm') return 'scope';
  if (lesson.category === null) return 'category';
  if (lesson.condition === null) return 'condition';
  return lesson.priority === null ? 'priority' : 'scope';
}

export function withCategory(lesson: Lesson, category: TaughtCategory): Lesson {
  const conditions: readonly TaughtCondition[] = taughtConditions[category];
  const [only] = conditions;
  return { ...lesson, category, condition: conditions.length === 1 && only !== undefined ? only : null };
}

/** The priority that alarms of this kind have elsewhere. */
export const suggestedPriority = (lesson: Lesson): Priority | null => (lesson.category === null ? null : usualPriority[lesson.category]);

/** Fire and break-in stay until they are reset, as everywhere on the board. */
export const isLatched = (category: TaughtCategory): boolean => category === 'life' || category === 'intrusion';

/** The meaning once everything has been answered; null = not yet. */
export function taughtMeaning({ meaning, category, condition, priority }: Lesson): MappedWord | null {
  if (meaning === null) return null;
  if (meaning !== 'alarm') return meaning;
  if (category === null || condition === null || priority === null) return null;
  return { condition, category, priority, latched: isLatched(category) };
}
