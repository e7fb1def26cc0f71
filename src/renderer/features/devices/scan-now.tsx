/** Asks a scanner for a read (host trigger); what it reads goes the way of every scan. */
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import { api, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, toast } from '../../ui/index.ts';

export function ScanNow({ device }: { readonly device: DeviceHealth }) {
  const { t } = useText();
  const ask = () =>
    void api.devices
      .trigger({ id: device.id })
      .then(() => toast('done', t('devices.scanAsked', { name: device.name })))
      .catch((error: unknown) => toast('problem', callError(error)));
  return (
    <KeyButton shortcut="N" onPress={ask}>
      {t('devices.scanNow')}
    </KeyButton>
  );
}
