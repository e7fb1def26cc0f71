/** The foot of every list: what the keys act on, the keys themselves, and the way to the screens around the board. */
import { type ReactNode, useEffect, useRef } from 'react';
import { AlarmTools } from '../../app/alarm-tools.tsx';
import classes from './alarm-board.module.css';

export interface BoardFootProps {
  /** Null: a question stands, which says itself what it is about, and nothing leads away from it. */
  readonly target: string | null;
  readonly children: ReactNode;
}

export function BoardFoot({ target, children }: BoardFootProps) {
  const foot = useRef<HTMLDivElement>(null);
  const asking = target === null;
  // Where the page is zoomed so far that it scrolls: a question is seen.
  useEffect(() => {
    if (asking) foot.current?.scrollIntoView({ block: 'nearest' });
  }, [asking]);
  return (
    <div className={classes.foot} ref={foot}>
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
