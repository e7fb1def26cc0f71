/** Which keypad texts of dscKeybusInterface are worth a row: all but what states tell, and people reading menus. Data only. */

const toldByStates = new Set([
  'Partition ready',
  'Stay zones open',
  'Zones open',
  'Armed: Stay',
  'Armed: Away',
  'Armed: Stay with no entry delay',
  'Armed: Away with no entry delay',
  'Exit delay in progress',
  'Partition in alarm',
  'Partition disarmed',
  'Partition not ready',
  'Keypad blanked',
  'Power saving: Keypad blanked',
  'Activate stay/away zones',
]);

/** Menus (`*1: Zone bypass`), questions (`Enter access code`) and keys. */
const menus = /^(\*[1-79]|Enter |Input|Function key|Keypad slot|Module supervision field)/;

export const isWorthARow = (text: string): boolean => !toldByStates.has(text) && !menus.test(text);
