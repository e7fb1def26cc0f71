/** One source as a line of the list: what is there, and where that is. */
import { useText } from '../../app/text.ts';
import { PriorityMark } from '../../ui/index.ts';
import classes from './site-plan.module.css';
import { isPlaced, type Spot } from './spots.ts';

export function SpotRow({ spot, panelName }: { readonly spot: Spot; readonly panelName: string }) {
  const { t, tOr } = useText();
  const { place, alarms, priority } = spot;
  const conditions = [...new Set(alarms.map(({ condition }) => tOr(`alarms.condition.${condition}`, condition)))].join(', ');
  const where = [
    place.area ?? '',
    panelName,
    place.camera === null ? '' : t('plan.camera', { camera: place.camera }),
    place.keyPart ? t('plan.keyPart') : '',
    isPlaced(spot) ? '' : t('plan.notPlaced'),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <div className={classes.spot} data-quiet={priority === null}>
      <span className={classes.spotTop}>
        <span className={classes.markCell}>{priority === null ? <span className={classes.dim}>{t('plan.quiet')}</span> : <SpotMark spot={spot} />}</span>
        <span className={classes.source} title={place.source}>
          {place.source}
        </span>
        <span className={classes.conditions} title={conditions}>
          {conditions}
        </span>
      </span>
      <span className={classes.where} title={where}>
        {where}
      </span>
    </div>
  );
}

function SpotMark({ spot: { priority, waiting } }: { readonly spot: Spot }) {
  if (priority === null) return null;
  return (
    <span className={classes.mark} data-priority={priority} data-waiting={waiting}>
      <PriorityMark priority={priority} short calm={!waiting} />
    </span>
  );
}
