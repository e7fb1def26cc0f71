/** Nothing here yet, and something is wrong: both say what to do. */
import type { ReactNode } from 'react';
import { useText } from '../app/text.ts';
import classes from './states.module.css';
import { TimeText } from './time.tsx';

/** One sentence on what will appear here, and the one action that makes it appear. */
export function EmptyState({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  /** What is wrong, in words. */
  readonly what: string;
  /** Epoch milliseconds. */
  readonly sinceUtcMs?: number;
  readonly stillWorks?: string;
  readonly whatToDo?: string;
  readonly action?: ReactNode;
}

/** What is wrong, since when, what still works, what to do. */
export function ErrorState({ what, sinceUtcMs, stillWorks, whatToDo, action }: ErrorStateProps) {
  const { t } = useText();
  return (
    <div className={classes.error} role="alert">
      <p className={classes.what}>
        <span aria-hidden="true">▲ </span>
        {what}
      </p>
      {sinceUtcMs === undefined ? null : (
        <p>
          {t('common.since')} <TimeText atUtcMs={sinceUtcMs} />
        </p>
      )}
      {stillWorks === undefined ? null : <p>{stillWorks}</p>}
      {whatToDo === undefined ? null : <p>{whatToDo}</p>}
      {action}
    </div>
  );
}
