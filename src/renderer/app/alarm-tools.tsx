/** The keys from the alarm board to the screens around it: figures, site plan, fault reports. */
import { KeyButton } from '../ui/index.ts';
import { openScreen } from './navigation.ts';
import { useText } from './text.ts';

const tools = [
  { screen: 'figures', key: 'I' },
  { screen: 'plan', key: 'G' },
  { screen: 'faults', key: 'W' },
] as const;

export function AlarmTools() {
  const { t } = useText();
  return tools.map(({ screen, key }) => (
    <KeyButton key={screen} kind="quiet" shortcut={key} onPress={() => openScreen(screen)}>
      {t(`watch.screen.${screen}`)}
    </KeyButton>
  ));
}
