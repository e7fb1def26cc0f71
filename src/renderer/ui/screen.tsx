/** The frame of a screen: title, what can be done here, and the content; a detail pane beside it. */
import type { ReactNode } from 'react';
import classes from './screen.module.css';

export function ScreenFrame({
  title,
  tools,
  children,
  detail,
}: {
  readonly title: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
}) {
  return (
    <section className={classes.screen} aria-label={title}>
      <div className={classes.main}>
        <header className={classes.head}>
          <h1 className={classes.title}>{title}</h1>
          {tools === undefined ? null : <div className={classes.tools}>{tools}</div>}
        </header>
        {children}
      </div>
      {detail}
    </section>
  );
}

/** A part of a screen with its own small heading. */
export function Panel({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.panel} aria-label={title}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
