/** How a reader speaks and how its line is: word, shape, and colour only where something is to be done. */
import { Lock, LockOpen, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import type { DeviceHealth, LineQuality } from '../../../shared/model/devices.ts';
import { useText } from '../../app/text.ts';
import classes from './devices.module.css';
import { lineGrade, secureWord } from './line-words.ts';

export function SecureMark({ device, line }: { readonly device: Pick<DeviceHealth, 'state' | 'cause'>; readonly line: LineQuality }) {
  const { t } = useText();
  const word = secureWord(device, line);
  const Icon = word === 'on' ? Lock : LockOpen;
  return (
    <span className={classes.secure} data-bad={word === 'missing'}>
      {word === 'required' ? null : <Icon size={16} aria-hidden="true" />} {t(`devices.secure.${word}`)}
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
