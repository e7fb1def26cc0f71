/** Settings in parts, each with its number key. Language, colours and sound are for everyone; the rest by role. */
import { type ReactNode, useState } from 'react';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ScreenFrame } from '../../ui/index.ts';
import { AlarmsPart } from './alarms-part.tsx';
import { CardsPart } from './cards-part.tsx';
import { LookPart } from './look-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { PostPart } from './post-part.tsx';
import classes from './settings.module.css';

type Part = 'post' | 'people' | 'cards' | 'alarms' | 'look';

export function Settings({ soundTest }: { readonly soundTest: ReactNode }) {
  const { t } = useText();
  const mayPost = useMay('lead', 'installer');
  const mayAlarms = useMay('lead');
  const mayCards = useMay('lead', 'operator', 'installer');
  const parts: Part[] = [
    ...(mayPost ? (['post', 'people'] as const) : []),
    ...(mayCards ? (['cards'] as const) : []),
    ...(mayAlarms ? (['alarms'] as const) : []),
    'look',
  ];
  const [chosen, setChosen] = useState<Part>('look');
  const part = parts.includes(chosen) ? chosen : 'look';
  const tools = parts.map((one, i) => (
    <KeyButton key={one} shortcut={String(i + 1)} pressed={one === part} onPress={() => setChosen(one)}>
      {t(`settings.part.${one}`)}
    </KeyButton>
  ));
  return (
    <ScreenFrame title={t('settings.title')} tools={tools}>
      <div className={classes.body}>
        {part === 'post' ? <PostPart /> : null}
        {part === 'people' ? <PeoplePart /> : null}
        {part === 'cards' ? <CardsPart /> : null}
        {part === 'alarms' ? <AlarmsPart /> : null}
        {part === 'look' ? <LookPart soundTest={soundTest} /> : null}
        {mayPost ? null : <p className={classes.note}>{t('settings.noRight')}</p>}
      </div>
    </ScreenFrame>
  );
}
