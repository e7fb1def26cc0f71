/** The card in the middle of the screens before the console: where, what, and the form. */
import type { ReactNode } from 'react';
import { SimulatedMark } from './marks.tsx';
import classes from './stage-card.module.css';

export interface StageCardProps {
  readonly title: string;
  readonly place?: string;
  readonly text?: string;
  readonly wide?: boolean;
  readonly simulated?: boolean;
  readonly children: ReactNode;
}

export function StageCard({ title, place, text, wide = false, simulated = false, children }: StageCardProps) {
  return (
    <div className={classes.stage}>
      <section className={classes.card} data-wide={wide}>
        <header className={classes.head}>
          {place === undefined ? null : (
            <p className={classes.place}>
              {place} {simulated ? <SimulatedMark /> : null}
            </p>
          )}
          <h1 className={classes.title}>{title}</h1>
          {text === undefined ? null : <p className={classes.text}>{text}</p>}
        </header>
        {children}
      </section>
    </div>
  );
}
