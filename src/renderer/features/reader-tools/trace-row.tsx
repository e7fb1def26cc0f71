/** One frame in one line, and in full. */
import type { TraceLine } from '../../../shared/model/reader-tools.ts';
import { useText } from '../../app/text.ts';
import { clockText, DetailList, DetailPane, DetailRow, dateText } from '../../ui/index.ts';
import classes from './trace.module.css';
import { fieldsText, spacedHex, type TraceEntry } from './trace-lines.ts';

const columns = ['time', 'direction', 'name', 'security', 'fields'] as const;

/** Hidden from screen readers: each line says everything itself. */
export function TraceHead() {
  const { t } = useText();
  return (
    <div className={classes.head} aria-hidden="true">
      {columns.map((column) => (
        <span key={column}>{t(`readers.trace.column.${column}`)}</span>
      ))}
    </div>
  );
}

const timeText = (atUtcMs: number): string => `${clockText(atUtcMs)}.${String(Math.floor(atUtcMs) % 1000).padStart(3, '0')}`;
const shapes: { readonly [security in TraceLine['security']]: string } = { none: '○', handshake: '◔', mac: '◑', encrypted: '●' };

export function TraceRow({ entry: { line, idle } }: { readonly entry: TraceEntry }) {
  const { t } = useText();
  return (
    <div className={classes.row} data-idle={idle} data-good={line.good}>
      <span className={classes.time}>{timeText(line.atUtcMs)}</span>
      <span className={classes.way} data-direction={line.direction}>
        <span aria-hidden="true">{line.direction === 'out' ? '→' : '←'}</span> {t(`readers.trace.way.${line.direction}`, { address: line.address })}
      </span>
      <span className={classes.name}>{line.name}</span>
      <span className={classes.security}>
        <span aria-hidden="true">{shapes[line.security]}</span> {t(`readers.trace.security.${line.security}`)}
      </span>
      <span className={classes.fields}>
        {line.good ? null : <strong className={classes.bad}>▲ {t('readers.trace.bad')} </strong>}
        {fieldsText(line)}
      </span>
    </div>
  );
}

export function TraceDetail({ entry: { line }, onClose }: { readonly entry: TraceEntry; readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <DetailPane title={line.name} onClose={onClose}>
      <DetailList>
        {line.good ? null : (
          <DetailRow label={`▲ ${t('readers.trace.bad')}`}>
            <span className={classes.bad}>{t('readers.trace.badText')}</span>
          </DetailRow>
        )}
        <DetailRow label={t('readers.trace.at')}>{`${dateText(line.atUtcMs)} ${timeText(line.atUtcMs)}`}</DetailRow>
        <DetailRow label={t('readers.trace.column.direction')}>{`${t(`readers.trace.direction.${line.direction}`)} ${line.address}`}</DetailRow>
        <DetailRow label={t('readers.trace.sequence')}>{line.sequence}</DetailRow>
        <DetailRow label={t('readers.trace.column.security')}>{t(`readers.trace.security.${line.security}`)}</DetailRow>
        {line.fields.map(({ name, value }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field may come more than once, and the list of a frame never changes
          <DetailRow key={`${name} ${i}`} label={name}>
            <code>{value}</code>
          </DetailRow>
        ))}
        <DetailRow label={t('readers.trace.hex')}>
          <code className={classes.hex}>{spacedHex(line.hex)}</code>
        </DetailRow>
      </DetailList>
    </DetailPane>
  );
}
