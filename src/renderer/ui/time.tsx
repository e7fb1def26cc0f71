/** Times and ages: tabular figures, so nothing moves when they change. */
import { useNow } from '../app/now.ts';
import { ageText, clockText, dateText, dateTimeText, sameDay } from './time-words.ts';

/** A moment: `02:14:07`, with the ISO date before it when it was not today or when `date` asks for it. */
export function TimeText({ atUtcMs, date = 'auto' }: { readonly atUtcMs: number; readonly date?: 'auto' | 'always' | 'never' }) {
  const now = useNow();
  const withDate = date === 'always' || (date === 'auto' && !sameDay(atUtcMs, now));
  return (
    <time dateTime={new Date(atUtcMs).toISOString()} title={dateTimeText(atUtcMs)}>
      {withDate ? `${dateText(atUtcMs)} ` : ''}
      {clockText(atUtcMs)}
    </time>
  );
}

/** How long ago, counting: `0:42`. */
export function AgeText({ sinceUtcMs }: { readonly sinceUtcMs: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(sinceUtcMs).toISOString()} title={dateTimeText(sinceUtcMs)}>
      {ageText(now - sinceUtcMs)}
    </time>
  );
}
