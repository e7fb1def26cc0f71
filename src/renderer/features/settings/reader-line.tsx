/** One reader in the settings form. */
import { useQuery } from '@tanstack/react-query';
import { readerProtocols } from '../../../shared/model/devices.ts';
import { apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, SelectField, TextField } from '../../ui/index.ts';
import type { ReaderValues } from './post-values.ts';
import classes from './settings.module.css';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
/** A bus has more to it than this form; it is set up in the file. */
const ownLineProtocols = readerProtocols.filter((protocol) => protocol !== 'osdp');

export function ReaderLine({
  reader,
  onChange,
  onRemove,
}: {
  readonly reader: ReaderValues;
  readonly onChange: (next: ReaderValues) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useText();
  const ports = useQuery(apiQuery.settings.serialPorts.queryOptions());
  const found = ports.data ?? [];
  const known = reader.path === '' || found.some((port) => port.path === reader.path) ? found : [{ path: reader.path, label: reader.path }, ...found];
  const rates = [...new Set<number>([reader.baudRate, ...baudRates])].sort((a, b) => a - b);
  return (
    <div className={classes.reader}>
      <TextField label={t('settings.post.id')} value={reader.id} onChange={(id) => onChange({ ...reader, id })} maxLength={40} />
      <SelectField
        label={t('settings.post.path')}
        value={reader.path}
        options={[{ value: '', label: '–' }, ...known.map((port) => ({ value: port.path, label: port.label }))]}
        onChange={(path) => onChange({ ...reader, path })}
      />
      <SelectField
        label={t('settings.post.protocol')}
        value={reader.protocol}
        options={ownLineProtocols.map((value) => ({ value: value as string, label: value }))}
        onChange={(protocol) => onChange({ ...reader, protocol })}
      />
      <SelectField
        label={t('settings.post.baudRate')}
        value={String(reader.baudRate)}
        options={rates.map((rate) => ({ value: String(rate), label: String(rate) }))}
        onChange={(rate) => onChange({ ...reader, baudRate: Number(rate) })}
      />
      <SelectField
        label={t('settings.post.direction')}
        value={reader.direction ?? 'none'}
        options={(['in', 'out', 'none'] as const).map((value) => ({ value, label: t(`session.setup.directions.${value}`) }))}
        onChange={(direction) => onChange({ ...reader, direction: direction === 'none' ? null : direction })}
      />
      <KeyButton kind="quiet" onPress={onRemove}>
        {t('common.remove')}
      </KeyButton>
    </div>
  );
}
