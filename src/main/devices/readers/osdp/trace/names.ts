/** What commands and replies are called in the trade (SIA OSDP v2.2, Annex A), for traces. Names only. */
import { commandCodes, replyCodes } from '../command-codes.ts';

const spelled: { readonly [name: string]: string } = { rmacI: 'RMAC_I' };

const table = (codes: { readonly [name: string]: number }, more: readonly (readonly [number, string])[]): ReadonlyMap<number, string> =>
  new Map([...Object.entries(codes).map(([name, code]) => [code, spelled[name] ?? name.toUpperCase()] as const), ...more]);

const commandNames = table(commandCodes, []);
/** Also those that are known by their code only. */
const replyNames = table(replyCodes, [
  [0x57, 'BIOREADR'],
  [0x58, 'BIOMATCHR'],
  [0x59, 'PDIDEX'],
  [0x80, 'PIVDATAR'],
  [0x81, 'GENAUTHR'],
  [0x82, 'CRAUTHR'],
  [0x83, 'MFGSTATR'],
  [0x84, 'MFGERRR'],
  [0xb1, 'XRD'],
]);

/** `POLL`, `RAW` …; `0x7f` for a code that Annex A does not have. */
export function messageName(code: number, fromReader: boolean): string {
  return (fromReader ? replyNames : commandNames).get(code) ?? `0x${code.toString(16).padStart(2, '0')}`;
}
