/**
 * The people of the demo and their cards. Data only; nobody here exists.
 * Validity is told relative to a given time, so that there is always one expired and one not yet valid card.
 */
import type { CardNumber, Credential } from '../../../shared/model/cards.ts';

export interface DemoHolder {
  readonly holderId: string;
  readonly name: string;
  readonly department: string;
}

type Special = 'blocked' | 'lost' | 'expired' | 'notYetValid';
type Person = readonly [name: string, department: string, special?: Special];

const people: readonly Person[] = [
  ['Marta Ilves', 'Production'],
  ['王秀英', 'Production'],
  ['Tomás Herrera', 'Production'],
  ['李建国', 'Maintenance'],
  ['Ingrid Solberg', 'Quality'],
  ['Kwame Mensah', 'Logistics'],
  ['张伟', 'Logistics'],
  ['Aoife Brennan', 'Office'],
  ['Yusuf Demir', 'Maintenance'],
  ['刘芳', 'Quality'],
  ['Piotr Zieliński', 'Production'],
  ['Camila Rocha', 'Office'],
  ['陈静', 'Office'],
  ['Dmitri Volkov', 'Production'],
  ['Noor Haddad', 'Laboratory'],
  ['赵磊', 'Production'],
  ['Elena Marković', 'Laboratory'],
  ['Samuel Okoro', 'Logistics'],
  ['黄敏', 'Canteen'],
  ['Jonas Weber', 'IT'],
  ['Viktor Nagy', 'Production', 'blocked'],
  ['周涛', 'Logistics', 'lost'],
  ['Greta Lund', 'Contractor', 'expired'],
  ['吴婷', 'Contractor', 'notYetValid'],
];

const dayMs = 86_400_000;

export const demoHolders: readonly DemoHolder[] = people.map(([name, department], index) => ({ holderId: holderId(index), name, department }));

/** Cards that no holder has: a tag from somewhere else, and a badge of another site. */
export const unknownCards: readonly CardNumber[] = [
  { format: 'em4100', facility: null, number: '7E00DEADB1' },
  { format: 'H10301', facility: '199', number: '4711' },
];

/** Everyone has a tag for the gate; every third also has a card for the yard, and the contractors a code for the desk. */
export function demoCards(nowUtcMs: number): readonly Credential[] {
  return people.flatMap((person, index) => cardsOf(person, index, nowUtcMs));
}

function cardsOf([, department, special]: Person, index: number, nowUtcMs: number): readonly Credential[] {
  const standing = standingOf(special, nowUtcMs);
  const tag = { format: 'em4100', facility: null, number: `0C00${(0x62_00a5 + index * 0x11f).toString(16).toUpperCase().padStart(6, '0')}` } as const;
  const badge = { format: 'H10301', facility: '45', number: String(12_300 + index) } as const;
  const code = { format: 'text', facility: null, number: `GP-C-${String(100 + index)}` } as const;
  const numbers: readonly CardNumber[] = [tag, ...(index % 3 === 0 ? [badge] : []), ...(department === 'Contractor' ? [code] : [])];
  return numbers.map((number) => ({ ...number, holderId: holderId(index), ...standing }));
}

function standingOf(special: Special | undefined, nowUtcMs: number): Omit<Credential, keyof CardNumber | 'holderId'> {
  const isStopped = special === 'blocked' || special === 'lost';
  return {
    status: special === 'blocked' ? 'blocked' : special === 'lost' ? 'lost' : 'active',
    statusReason: special === 'blocked' ? 'left' : special === 'lost' ? 'lostCard' : null,
    statusNote: null,
    statusAtUtcMs: isStopped ? nowUtcMs - 3 * dayMs : null,
    statusBy: isStopped ? 'Lin' : null,
    validFromUtcMs: special === 'notYetValid' ? nowUtcMs + 7 * dayMs : nowUtcMs - 400 * dayMs,
    validUntilUtcMs: special === 'expired' ? nowUtcMs - 2 * dayMs : null,
  };
}

function holderId(index: number): string {
  return `holder-demo-${String(index + 1).padStart(2, '0')}`;
}
