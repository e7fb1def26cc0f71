/** The pane on the right of a list: what, who, when (event, arrival, entry), why, and the raw data folded. Esc closes it. */
import type { ReactNode } from 'react';
import { useShortcut } from '../app/shortcuts.ts';
import { useText } from '../app/text.ts';
import { isTextInput } from '../app/text-input.ts';
import classes from './detail-pane.module.css';
import { KeyButton } from './key-button.tsx';
import { TimeText } from './time.tsx';
import { isoToUtcMs } from './time-words.ts';

export function DetailPane({
  title,
  onClose,
  actions,
  escLeavesField = false,
  children,
}: {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  /** For a pane with fields: Esc in one of them leaves the field and keeps what was typed, so that the keys on the buttons work again. */
  readonly escLeavesField?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  useShortcut('Escape', (event) => (escLeavesField && isTextInput(event.target) ? false : onClose()));
  return (
    <aside className={classes.pane} aria-label={t('common.details')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onClose}>
          {t('common.close')}
        </KeyButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrows must be able to do it */}
      <section className={classes.body} aria-label={t('common.details')} tabIndex={0}>
        {children}
      </section>
      {actions === undefined ? null : <footer className={classes.actions}>{actions}</footer>}
    </aside>
  );
}

/** A list of label and value; put `DetailRow`s in it. */
export function DetailList({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>;
}

export function DetailRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The three times of a journal row, ISO 8601 UTC as they stand there; those that are unknown or the same are left out. */
export function TimeRows({
  eventAtUtc,
  arrivedAtUtc,
  enteredAtUtc,
}: {
  readonly eventAtUtc: string | null;
  readonly arrivedAtUtc: string | null;
  readonly enteredAtUtc: string;
}) {
  const { t } = useText();
  const [event, arrived, entered] = [isoToUtcMs(eventAtUtc), isoToUtcMs(arrivedAtUtc), Date.parse(enteredAtUtc)];
  return (
    <>
      {event === null ? null : (
        <DetailRow label={t('common.eventAt')}>
          <TimeText atUtcMs={event} date="always" />
        </DetailRow>
      )}
      {arrived === null ? null : (
        <DetailRow label={t('common.arrivedAt')}>
          <TimeText atUtcMs={arrived} date="always" />
        </DetailRow>
      )}
      <DetailRow label={t('common.enteredAt')}>
        <TimeText atUtcMs={entered} date="always" />
      </DetailRow>
    </>
  );
}

/** Raw data, folded until asked for. */
export function RawFold({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useText();
  return (
    <details className={classes.raw}>
      <summary>{label ?? t('common.raw')}</summary>
      <pre>{text}</pre>
    </details>
  );
}
