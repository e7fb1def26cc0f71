/** What the `guardpost osdp …` commands have in common: their usage, and how keys, numbers and speeds are typed. */
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { defaultKey, sameSecret } from '../../devices/readers/osdp/secure/keys.ts';
import { type Given, type OptionTable, readOptions, type Shell } from '../command.ts';

/** Bad usage of a tool: what is wrong, then how the tools are used. Answers the exit code. */
export function osdpUsageError(shell: Shell, what: string): number {
  if (what !== '') shell.err(`${what}\n`);
  shell.err(shell.say('cli.osdp.usage'));
  return 2;
}

/** Options of a tool, with those that must be there; the error is the exit code, already told. */
export function readOsdpOptions(args: readonly string[], shell: Shell, table: OptionTable, required: readonly string[], rest = 0): Result<Given, number> {
  const given = readOptions(args, table, rest, shell.say);
  if (!given.ok) return fail(osdpUsageError(shell, given.error));
  const missing = required.find((name) => given.value.text(name) === undefined);
  return missing === undefined ? given : fail(osdpUsageError(shell, shell.say('cli.missingOption', { name: `--${missing}` })));
}

/** A whole number within limits; `fallback` where it is not given. The error is the exit code, already told. */
export function readNumber(given: Given, shell: Shell, name: string, [least, most]: readonly [number, number], fallback?: number): Result<number, number> {
  const text = given.text(name);
  if (text === undefined && fallback !== undefined) return ok(fallback);
  const value = /^\d{1,9}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return ok(value);
  return fail(osdpUsageError(shell, shell.say('cli.badOption', { name: `--${name}`, allowed: `${least}-${most}` })));
}

/** `0-7,12` → the numbers, each once and in order; null where it can't be read or leaves the limits. */
export function parseNumberList(text: string, [least, most]: readonly [number, number]): number[] | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(part.trim());
    if (match === null) return null;
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (from < least || to > most || from > to || to - from > 1_000) return null;
    for (let value = from; value <= to; value += 1) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

export const baudRateLimits = [300, 921_600] as const;
export const addressLimits = [0, 126] as const;

/** 32 hex digits; spaces, colons and dashes between them don't matter. */
export function parseKey(text: string): Result<Uint8Array, 'notAKey' | 'defaultKey'> {
  const hex = text.replace(/[\s:-]/g, '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) return fail('notAKey');
  const key = Uint8Array.from(Buffer.from(hex, 'hex'));
  return sameSecret(key, defaultKey) ? fail('defaultKey') : ok(key);
}
