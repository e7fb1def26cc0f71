/** One line: a panel with what it has, or one of its partitions, zones or outputs. */
import { useText } from '../../app/text.ts';
import { AgeText, SimulatedMark } from '../../ui/index.ts';
import classes from './panels.module.css';
import { stateWords } from './point-words.ts';
import { hasLowBattery, isDown, type PanelRow, type PointRow, type Row } from './rows.ts';

const columns = ['what', 'state', 'since', 'heard', 'battery'] as const;

/** Hidden from screen readers: each line says everything itself. */
export function PanelColumns() {
  const { t } = useText();
  return (
    <div className={classes.columns} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} data-column={column}>
          {t(`panels.column.${column}`)}
        </span>
      ))}
      <span />
    </div>
  );
}

export function ListRow({ row }: { readonly row: Row }) {
  return row.type === 'panel' ? <PanelLine row={row} /> : <PointLine row={row} />;
}

function PanelLine({ row: { panel, counts } }: { readonly row: PanelRow }) {
  const { t } = useText();
  const { health } = panel;
  const down = isDown(panel);
  return (
    <div className={classes.panel} data-down={down}>
      <span className={classes.panelName}>{panel.name}</span>
      {health === null ? null : (
        <span className={classes.health}>
          <span aria-hidden="true">{down ? '▲' : '●'}</span> {t(`devices.state.${health.state}`)} {down ? <AgeText sinceUtcMs={health.sinceUtcMs} /> : null}
        </span>
      )}
      <span className={classes.counts}>{counts.partitions + counts.zones === 0 ? t('panels.noPoints') : t('panels.counts', { ...counts })}</span>
      {health?.simulated === true ? <SimulatedMark short /> : null}
    </div>
  );
}

function PointLine({ row: { point } }: { readonly row: PointRow }) {
  const text = useText();
  const { t } = text;
  const state = stateWords(point, text);
  const kind = t(`panels.kind.${point.kind}`);
  return (
    <div className={classes.point} data-tone={state.tone}>
      <span className={classes.name} title={point.name}>
        {point.name.toLowerCase().startsWith(kind.toLowerCase()) ? null : <span className={classes.kind}>{kind} </span>}
        {point.name}
      </span>
      <span className={classes.state} title={state.words}>
        <span aria-hidden="true">{state.shape}</span> {state.words}
      </span>
      <span data-column="since">
        <AgeText sinceUtcMs={point.sinceUtcMs} />
      </span>
      <span data-column="heard">{point.lastHeardUtcMs === null ? '–' : <AgeText sinceUtcMs={point.lastHeardUtcMs} />}</span>
      <span data-column="battery" data-low={hasLowBattery(point)}>
        {point.batteryPercent === null ? '' : `${hasLowBattery(point) ? '▲ ' : ''}${t('panels.percent', { percent: point.batteryPercent })}`}
      </span>
      <span>{point.simulated ? <SimulatedMark short /> : null}</span>
    </div>
  );
}
