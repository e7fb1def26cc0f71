/** The frame of a screen: title and what can be done here over the whole width; below it the content and a detail pane side by side. */
import type { ReactNode } from 'react';
import classes from './screen.module.css';

export function ScreenFrame({
  title,
  tools,
  bar,
  children,
  detail,
}: {
  readonly title: string;
  readonly tools?: ReactNode;
  /** A second line of tools. Like the first it keeps its width when a detail opens, so that nothing wraps or moves. */
  readonly bar?: ReactNode;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
}) {
  return (
    <section className={classes.screen} aria-label={title}>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        {tools === undefined ? null : <div className={classes.tools}>{tools}</div>}
      </header>
      {bar}
      <div className={classes.split}>
        <div className={classes.main}>{children}</div>
        {detail}
      </div>
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
