/** Names of panels by their ids. */
import { useLive } from '../live/index.ts';
import { useText } from './text.ts';

/** As alarms of readers and of the post itself name where they come from. */
const ownPanelId = 'post';

/** The panel's name; the post's own alarms come from "this post", and a panel that is gone has its id. */
export function usePanelNames(): (panelId: string) => string {
  const { t } = useText();
  const devices = useLive((live) => live.devices);
  return (panelId) => devices.find(({ kind, id }) => kind === 'panel' && id === panelId)?.name ?? (panelId === ownPanelId ? t('alarms.list.post') : panelId);
}
