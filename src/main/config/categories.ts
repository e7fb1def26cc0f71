/** Category and latching of a condition word, where the file does not say (alarms.md section 1, default mapping). */
import type { AlarmCategory } from '../../shared/model/alarms.ts';

const byCondition: { readonly [condition: string]: AlarmCategory } = {
  fire: 'life',
  gas: 'life',
  carbonMonoxide: 'life',
  medical: 'life',
  panic: 'life',
  holdUp: 'holdUp',
  duress: 'holdUp',
  intrusion: 'intrusion',
  confirmedIntrusion: 'intrusion',
  doorForced: 'intrusion',
  doorHeldOpen: 'access',
  motion: 'intrusion',
  open: 'intrusion',
  vibration: 'intrusion',
  tamper: 'tamper',
  water: 'technical',
  freeze: 'technical',
  heat: 'technical',
  readerInput: 'technical',
  cold: 'technical',
  battery: 'trouble',
  mains: 'trouble',
  problem: 'trouble',
  power: 'trouble',
  line: 'trouble',
  module: 'trouble',
  offline: 'trouble',
  supervision: 'trouble',
  technical: 'technical',
  temperature: 'technical',
};

export const categoryOf = (condition: string): AlarmCategory => byCondition[condition] ?? 'other';

/** Life and intrusion need a reset by a person; the file may say otherwise. */
export const latchesByDefault = (category: AlarmCategory): boolean => category === 'life' || category === 'intrusion';
