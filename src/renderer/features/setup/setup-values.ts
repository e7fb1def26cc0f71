/** What the set-up form holds, what is wrong with it, and what the post gets. Pure. */
import { type OneWayProtocol, oneWayProtocols } from '../../../shared/model/devices.ts';
import type { Translate } from '../../app/text.ts';

/** A bus of readers that answer has more to say than this form asks; it is set up in Settings. */
export const protocols = oneWayProtocols;

export interface SetupValues {
  readonly site: string;
  readonly post: string;
  /** Empty = no reader now. */
  readonly readerPath: string;
  readonly protocol: OneWayProtocol;
  readonly direction: 'in' | 'out' | 'none';
  readonly broker: 'own' | 'other';
  readonly mqttUrl: string;
}

export const emptySetup: SetupValues = { site: '', post: '', readerPath: '', protocol: 'em4100', direction: 'in', broker: 'own', mqttUrl: '' };

export function checkSetup(values: SetupValues, t: Translate): { site: string | null; post: string | null; mqttUrl: string | null } {
  return {
    site: values.site.trim() === '' ? t('session.setup.siteMissing') : null,
    post: values.post.trim() === '' ? t('session.setup.postMissing') : null,
    mqttUrl: values.broker === 'other' && !/^mqtts?:\/\/.+/.test(values.mqttUrl.trim()) ? t('session.setup.urlBad') : null,
  };
}

export function setupInput(values: SetupValues) {
  return {
    site: values.site.trim(),
    name: values.post.trim(),
    reader:
      values.readerPath === ''
        ? null
        : { path: values.readerPath, protocol: values.protocol, direction: values.direction === 'none' ? null : values.direction },
    mqttUrl: values.broker === 'other' ? values.mqttUrl.trim() : null,
  };
}
