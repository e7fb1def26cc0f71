/** How a reader speaks and how its line is: word, shape, and colour only where something is to be done. */
import { Lock, LockOpen, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import type { LineQuality } from '../../../shared/model/devices.ts';
import { useText } from '../../app/text.ts';
import classes from './devices.module.css';
import { lineGrade } from './line-words.ts';

export function SecureMark({ line }: { readonly line: LineQuality }) {
  const { t } = useText();
  const Icon = line.secure ? Lock : LockOpen;
  return (
    <span className={classes.secure} data-bad={!line.secure && line.secureRequired}>
      <Icon size={16} aria-hidden="true" /> {t(line.secure ? 'devices.secure.on' : line.secureRequired ? 'devices.secure.missing' : 'devices.secure.off')}
    </span>
  );
}

const shapes = { good: SignalHigh, noisy: SignalMedium, bad: SignalLow } as const;

export function LineMark({ line }: { readonly line: LineQuality }) {
  const { t } = useText();
  const grade = lineGrade(line);
  if (grade === null) return null;
  const Shape = shapes[grade];
  return (
    <span className={classes.grade} data-grade={grade}>
      <Shape size={16} aria-hidden="true" /> {t(`devices.line.${grade}`)}
      {line.roundTripMs === null ? null : <span className={classes.ms}>· {t('devices.line.ms', { ms: Math.round(line.roundTripMs) })}</span>}
    </span>
  );
}
