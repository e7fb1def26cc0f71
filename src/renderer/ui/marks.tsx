/** Words, shape and colour, always all three. */

import type { Priority } from '../../shared/model/alarms.ts';
import { useText } from '../app/text.ts';
import classes from './marks.module.css';

const shapes: { readonly [p in Priority]: string } = { 1: '▲', 2: '◆', 3: '●', 4: '○' };

/** `▲ CRITICAL`. With `calm` the shape and word stay and the colour goes: nothing to do about it now. */
export function PriorityMark({ priority, calm = false, short = false }: { readonly priority: Priority; readonly calm?: boolean; readonly short?: boolean }) {
  const { t } = useText();
  return (
    <span className={classes.priority} data-priority={calm ? 'calm' : priority}>
      <span className={classes.shape} aria-hidden="true">
        {shapes[priority]}
      </span>
      <span>{t(short ? `common.priorityShort.${priority}` : `common.priority.${priority}`)}</span>
    </span>
  );
}

/** `✓ Granted` or `✕ Denied`; green only where `strong` (the holder card), as look.md says. */
export function DecisionMark({ granted, strong = false, words }: { readonly granted: boolean; readonly strong?: boolean; readonly words?: string }) {
  const { t } = useText();
  return (
    <span className={classes.decision} data-granted={granted} data-strong={strong}>
      <span aria-hidden="true">{granted ? '✓' : '✕'}</span> <span>{words ?? t(granted ? 'common.granted' : 'common.denied')}</span>
    </span>
  );
}

/** Stands on everything that a simulated device said; `short` where a line has little room. */
export function SimulatedMark({ short = false }: { readonly short?: boolean }) {
  const { t } = useText();
  return (
    <span className={classes.simulated} title={short ? t('common.simulated') : undefined}>
      {t(short ? 'common.simulatedShort' : 'common.simulated')}
    </span>
  );
}
