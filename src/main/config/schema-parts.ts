/** Pieces that every part of the schema is made of. The message of a check is a code of right.ts, or the words to choose from. */
import { z } from 'zod';
import { priorities } from '../../shared/model/alarms.ts';
import { parseOpenHours } from './open-hours.ts';
import type { RightCode } from './right.ts';

/** An object that refuses unknown keys; the message says which are allowed. */
export function section<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? keys : code === 'invalid_type' ? `{ ${keys} }` : undefined) });
}

export const matching = (pattern: RegExp, should: RightCode) => z.string().regex(pattern, { error: should });
export const id = matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/, 'id');
export const name = matching(/^[^\p{Cc}]{1,60}$/u, 'text60');
export const text = matching(/^[^\p{Cc}]{1,200}$/u, 'text200');
export const priority = z.literal(priorities);
export const baudRate = z.int().min(300).max(921_600);
export const openHours = z.array(z.string().refine((line) => parseOpenHours(line) !== null, { error: 'openHours' satisfies RightCode })).max(20);
