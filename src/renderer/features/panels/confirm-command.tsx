/** Says exactly what will be sent to what, and asks once more; where the site wants it, a second person agrees. */
import { useEffect, useRef } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, SecondPerson, type SecondPersonValues } from '../../ui/index.ts';
import { type CommandWord, saidText, whatText } from './commands.ts';
import classes from './panels.module.css';
import type { Row } from './rows.ts';
import type { Asking } from './use-panels.ts';

export interface ConfirmCommandProps {
  readonly asking: Asking;
  readonly rows: readonly Row[];
  readonly twoPersons: boolean;
  readonly busy: boolean;
  readonly onSend: (second: SecondPersonValues | null) => void;
  readonly onCancel: () => void;
}

/** More names than this say nothing. */
const namedAtMost = 6;

/** Zones that stand open in what is to be armed. */
function openZones({ row, kind }: Asking, rows: readonly Row[]): readonly string[] {
  if (kind !== 'arm') return [];
  const partition = row.type === 'point' ? row.point : null;
  const within = (zone: Row): boolean =>
    zone.type === 'point' &&
    zone.point.kind === 'zone' &&
    zone.point.state === 'open' &&
    !zone.point.bypassed &&
    zone.panel.panelId === row.panel.panelId &&
    (partition === null || zone.point.partition === null || zone.point.partition === partition.pointId || zone.point.partition === partition.partition);
  return rows.flatMap((one) => (one.type === 'point' && within(one) ? [one.point.name] : []));
}

export function ConfirmCommand({ asking, rows, twoPersons, busy, onSend, onCancel }: ConfirmCommandProps) {
  const text = useText();
  const { t } = text;
  const { row, kind, mode } = asking;
  const word: CommandWord = kind === 'clear' && !(row.type === 'point' && row.point.kind === 'zone') ? 'reset' : kind;
  const said = saidText(word, whatText(row, text), mode, text);
  const open = openZones(asking, rows);
  const line = t('panels.ask.confirm', { panel: row.panel.name, said });
  return (
    <section className={classes.confirm} aria-label={line}>
      <p className={classes.said} role="status">
        {line}{' '}
        {open.length === 0 ? null : t('panels.ask.openZones', { zones: `${open.slice(0, namedAtMost).join(', ')}${open.length > namedAtMost ? ' …' : ''}` })}
      </p>
      {twoPersons ? (
        <>
          <p className={classes.dim}>{t('panels.ask.second')}</p>
          <SecondPerson label={t('panels.ask.second')} action={t('panels.ask.send')} busy={busy} onGive={onSend} onCancel={onCancel} />
        </>
      ) : (
        <SendKeys busy={busy} onSend={() => onSend(null)} onCancel={onCancel} />
      )}
    </section>
  );
}

/** The button has the focus, so that Enter sends and nothing else. */
function SendKeys({ busy, onSend, onCancel }: { readonly busy: boolean; readonly onSend: () => void; readonly onCancel: () => void }) {
  const { t } = useText();
  const keys = useRef<HTMLDivElement>(null);
  useShortcut('Escape', onCancel);
  useEffect(() => keys.current?.querySelector('button')?.focus(), []);
  return (
    <div className={classes.keys} ref={keys}>
      <KeyButton kind="main" shownKey="Enter" disabled={busy} onPress={onSend}>
        {t('panels.ask.send')}
      </KeyButton>
      <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
        {t('common.cancel')}
      </KeyButton>
    </div>
  );
}
