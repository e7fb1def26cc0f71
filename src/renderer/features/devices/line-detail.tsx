/** A line that several readers share: who is on it and how each of them is doing. */
import type { ReactNode } from 'react';
import { useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow } from '../../ui/index.ts';
import classes from './devices.module.css';
import { type LineRow, placeOnLine } from './line-words.ts';
import { LineMark, SecureMark } from './marks.tsx';

export function SharedLineDetail({ row, actions, onClose }: { readonly row: LineRow; readonly actions?: ReactNode; readonly onClose: () => void }) {
  const { t } = useText();
  const up = row.readers.filter((reader) => reader.state === 'online').length;
  return (
    <DetailPane title={t('devices.line.name', { path: row.path })} onClose={onClose} actions={actions}>
      <p className={classes.counts}>{t('devices.line.readers', { up, count: row.readers.length })}</p>
      <DetailList>
        {row.readers.map((reader) => (
          <DetailRow key={reader.id} label={`#${placeOnLine(reader)?.address ?? ''} · ${reader.name}`}>
            <span className={classes.works}>
              {t(`devices.state.${reader.state}`)}
              {reader.line === undefined || reader.state !== 'online' ? null : (
                <>
                  <SecureMark device={reader} line={reader.line} />
                  <LineMark line={reader.line} />
                </>
              )}
            </span>
            {reader.cause === null || reader.state === 'online' ? null : <span className={classes.counts}>{t(`devices.cause.${reader.cause}`)}</span>}
          </DetailRow>
        ))}
      </DetailList>
    </DetailPane>
  );
}
