/** The foot of every list: what the keys act on, the keys themselves, and the way to the screens around the board. */
import type { ReactNode } from 'react';
import { AlarmTools } from '../../app/alarm-tools.tsx';
import classes from './alarm-board.module.css';

export interface BoardFootProps {
  /** Null: a question stands, which says itself what it is about, and nothing leads away from it. */
  readonly target: string | null;
  readonly children: ReactNode;
}

export function BoardFoot({ target, children }: BoardFootProps) {
  return (
    <div className={classes.foot}>
      {target === null ? null : (
        <div className={classes.footHead}>
          <p className={classes.target} title={target}>
            {target}
          </p>
          <span className={classes.tools}>
            <AlarmTools />
          </span>
        </div>
      )}
      {children}
    </div>
  );
}
