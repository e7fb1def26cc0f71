/** One line of the list: a device, or the line that several readers share. */
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import { useText } from '../../app/text.ts';
import { AgeText, SimulatedMark } from '../../ui/index.ts';
import classes from './devices.module.css';
import { type LineRow, placeOnLine, type Row } from './line-words.ts';
import { LineMark, SecureMark } from './marks.tsx';

const columns = ['state', 'age', 'name', 'kind', 'why', 'mark'] as const;

/** Hidden from screen readers: each line says everything itself. */
export function DeviceHead() {
  const { t } = useText();
  return (
    <div className={classes.head} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} className={column === 'state' || column === 'name' ? undefined : classes[column]}>
          {column === 'mark' ? null : t(`devices.column.${column}`)}
        </span>
      ))}
    </div>
  );
}

export function ListRow({ row }: { readonly row: Row }) {
  return row.type === 'line' ? <SharedLine row={row} /> : <DeviceRow device={row.device} onLine={row.onLine} />;
}

function SharedLine({ row: { path, readers } }: { readonly row: LineRow }) {
  const { t } = useText();
  const up = readers.filter((reader) => reader.state === 'online').length;
  return (
    <div className={classes.shared}>
      <span className={classes.path}>{t('devices.line.name', { path })}</span>
      <span>{t('devices.line.readers', { up, count: readers.length })}</span>
    </div>
  );
}

function DeviceRow({ device, onLine }: { readonly device: DeviceHealth; readonly onLine: boolean }) {
  const { t } = useText();
  const up = device.state === 'online';
  return (
    <div className={classes.row} data-up={up} data-on-line={onLine}>
      <span className={classes.state}>
        <span aria-hidden="true">{up ? '●' : device.state === 'connecting' ? '◌' : '▲'}</span> {t(`devices.state.${device.state}`)}
      </span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={device.sinceUtcMs} />
      </span>
      <span className={classes.name} title={device.name}>
        {device.name}
      </span>
      <span className={classes.kind}>{`${t(`devices.kind.${device.kind}`)} · ${device.speaks}`}</span>
      <span className={classes.why}>{device.cause === null || up ? <Works device={device} /> : t(`devices.cause.${device.cause}`)}</span>
      <span>{device.simulated ? <SimulatedMark short /> : null}</span>
    </div>
  );
}

/** Where it is, and for a reader that answers how it speaks and how its line is. */
function Works({ device }: { readonly device: DeviceHealth }) {
  const place = placeOnLine(device);
  if (device.line === undefined) return device.address;
  return (
    <span className={classes.works}>
      <span>{place === null ? device.address : `#${place.address}`}</span>
      <SecureMark device={device} line={device.line} />
      <LineMark line={device.line} />
    </span>
  );
}
