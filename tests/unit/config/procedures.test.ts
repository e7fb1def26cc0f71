import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProcedures } from '../../../src/main/config/procedures.ts';
import { alarmCategories, knownConditions } from '../../../src/shared/model/alarms.ts';
import { procedureFor } from '../../../src/shared/model/procedures.ts';

const own = `procedures:
  - procedureId: north-gate
    version: 2
    title: { en: North gate, zh: 北门 }
    forSources: [{ panelId: yard, source: gate-3 }]
    steps:
      - { stepId: look, words: Look at camera 12, next: there }
      - stepId: there
        words: Is somebody there?
        answers:
          - { answerId: 'yes', words: 'Yes', next: call }
          - { answerId: 'no', words: 'No' }
      - { stepId: call, words: Call the shift lead }
`;

const problemsOf = (text: string) => {
  const parsed = parseProcedures(text);
  if (parsed.ok) throw new Error('it was taken');
  return parsed.error.map(({ code, line, key, allowed }) => ({ code, line, key, allowed }));
};

describe('procedures of a site', () => {
  it('are taken with the words of one language for both where only one is given', () => {
    const parsed = parseProcedures(own);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value).toMatchObject([
      {
        procedureId: 'north-gate',
        version: 2,
        title: { en: 'North gate', zh: '北门' },
        forConditions: [],
        steps: [
          { stepId: 'look', words: { en: 'Look at camera 12', zh: 'Look at camera 12' }, answers: [], next: 'there' },
          { stepId: 'there', answers: [{ next: 'call' }, { next: null }], next: null },
          { stepId: 'call', next: null },
        ],
      },
    ]);
  });

  it.each<[string, string, string, object]>([
    [
      'a step that leads back',
      'next: call }',
      'next: look }',
      { code: 'notAllowed', line: 11, key: 'procedures[0].steps[1].answers[0].next', allowed: 'call' },
    ],
    ['a step that leads nowhere', 'next: there', 'next: their', { code: 'notAllowed', line: 7, key: 'procedures[0].steps[0].next', allowed: 'there, call' }],
    ['a name that is used twice', 'stepId: call', 'stepId: look', { code: 'duplicateId', line: 13, key: 'procedures[0].steps[2].stepId', allowed: null }],
    ['a key that nobody knows', 'version: 2', 'versoin: 2', { code: 'missing', key: 'procedures[0].version' }],
    ['a language that is missing', ', zh: 北门', '', { code: 'missing', key: 'procedures[0].title.zh' }],
  ])('are refused with line and key for %s', (_what, from, to, problem) => {
    expect(problemsOf(own.replace(from, to))).toContainEqual(expect.objectContaining(problem));
  });

  it('that are no YAML, or an alias bomb, are a problem and not a crash', () => {
    expect(problemsOf('procedures: [')).toMatchObject([{ code: 'yamlSyntax' }]);
    const bomb = `a: &a [x]\nb: &b [${'*a,'.repeat(60)}]\nc: &c [${'*b,'.repeat(60)}]\nprocedures: [*c]`;
    expect(problemsOf(bomb)).toMatchObject([{ code: 'yamlSyntax' }]);
  });
});

describe('the procedures that are shipped', () => {
  const parsed = parseProcedures(readFileSync('resources/procedures.json', 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const procedures = parsed.value;

  it('name only conditions that there are, in both languages and in lines that fit', () => {
    const words = procedures.flatMap(({ title, steps }) => [title, ...steps.flatMap((step) => [step.words, ...step.answers.map((answer) => answer.words)])]);
    for (const { en, zh } of words) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(en.length).toBeLessThanOrEqual(90);
    }
    const conditions = procedures.flatMap(({ forConditions }) => forConditions);
    expect(conditions.filter((one) => !(knownConditions as readonly string[]).includes(one))).toEqual([]);
  });

  it('leave no step that cannot be reached', () => {
    for (const { procedureId, steps } of procedures) {
      const reached = new Set([steps[0]?.stepId, ...steps.flatMap(({ next, answers }) => [next, ...answers.map((answer) => answer.next)])]);
      expect([procedureId, steps.filter(({ stepId }) => !reached.has(stepId))]).toEqual([procedureId, []]);
    }
  });

  it.each([
    ['life', 'fire', 'fire'],
    ['life', 'carbonMonoxide', 'gas'],
    ['life', 'medical', 'medical'],
    ['life', 'panic', 'panic'],
    ['holdUp', 'duress', 'holdUp'],
    ['intrusion', 'motion', 'intrusion'],
    ['tamper', 'readerInsecure', 'tamper'],
    ['technical', 'water', 'technical'],
    ['trouble', 'mains', 'power'],
    ['trouble', 'supervision', 'panelLost'],
    ['trouble', 'soundLost', 'fault'],
    ['access', 'lostCard', 'access'],
  ] as const)('have one for %s (%s)', (category, condition, procedureId) => {
    expect(procedureFor(procedures, { panelId: 'p', source: 's', condition, category })?.procedureId).toBe(procedureId);
  });

  it('know a confirmed intrusion, and every kind of alarm that people must answer', () => {
    const confirmed = { panelId: 'p', source: 's', condition: 'motion', category: 'intrusion', confirmedBy: ['alarm-2'] } as const;
    expect(procedureFor(procedures, confirmed)?.procedureId).toBe('confirmedIntrusion');
    const without = alarmCategories.filter((category) => procedureFor(procedures, { panelId: 'p', source: 's', condition: '-', category }) === null);
    expect(without).toEqual(['test', 'other']);
  });
});
