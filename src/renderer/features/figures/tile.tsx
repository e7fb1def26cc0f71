/** One figure: its name, the number, good or not by word and shape, and what it should be. */
import type { ReactNode } from 'react';
import { useText } from '../../app/text.ts';
import classes from './figures.module.css';
import type { Grade } from './grades.ts';

const shapes: { readonly [grade in Grade]: string } = { good: '✓', watch: '◆', bad: '▲', few: '–' };

export function GradeMark({ grade }: { readonly grade: Grade }) {
  const { t } = useText();
  return (
    <span className={classes.grade} data-grade={grade}>
      <span aria-hidden="true">{shapes[grade]}</span> {t(`figures.grade.${grade}`)}
    </span>
  );
}

export interface TileProps {
  readonly title: string;
  readonly grade?: Grade;
  readonly value?: string;
  readonly note?: string | undefined;
  readonly goal?: string;
  readonly size?: 'small' | 'half' | 'wide';
  readonly children?: ReactNode;
}

export function Tile({ title, grade, value, note, goal, size = 'half', children }: TileProps) {
  const { t } = useText();
  return (
    <section className={classes.tile} data-size={size} aria-label={title}>
      <header className={classes.tileHead}>
        <h2 className={classes.tileTitle}>{title}</h2>
        {grade === undefined ? null : <GradeMark grade={grade} />}
      </header>
      {value === undefined ? null : (
        <p className={classes.value}>
          {value} {note === undefined ? null : <span className={classes.note}>{note}</span>}
        </p>
      )}
      {children}
      {goal === undefined ? null : <p className={classes.goal}>{t('figures.goal', { goal })}</p>}
    </section>
  );
}
