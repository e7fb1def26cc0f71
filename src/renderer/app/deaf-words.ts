/** Can panels reach the post? Pure. */
import type { Glance } from '../../shared/contract/index.ts';

/** null: all that there are can. `some`: a few can't. `all`: no alarm would reach us. */
export type Deafness =
  | null
  | { readonly kind: 'some'; readonly deaf: number; readonly all: number }
  | { readonly kind: 'all'; readonly sinceUtcMs: number | null };

export function deafness({ all, deaf, brokerDown, sinceUtcMs }: Glance['panels']): Deafness {
  if (all === 0 || (deaf === 0 && !brokerDown)) return null;
  return brokerDown || deaf >= all ? { kind: 'all', sinceUtcMs } : { kind: 'some', deaf, all };
}
