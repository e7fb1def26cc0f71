/** Expected failures are values with a code; bugs throw. */
import type { ConfigProblemView } from './config.ts';

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** What a service answers when it can't do what was asked; the API turns it into the contract's errors. */
export type ServiceFailure =
  | { readonly code: 'notFound' }
  | { readonly code: 'conflict' }
  | { readonly code: 'storeFailed'; readonly cause: string }
  | { readonly code: 'refused'; readonly waitMs: number }
  /** Too many wrong secrets: someone must unlock the account first. */
  | { readonly code: 'accountLocked' }
  /** The configuration file can't be used as it is now. */
  | { readonly code: 'configBad'; readonly problems: readonly ConfigProblemView[] }
  | { readonly code: 'rule'; readonly rule: string; readonly values?: { readonly [name: string]: string | number } };
