/** Gives an unknown word a meaning, one number key after the other; or shows what came where there is nothing to teach. */
import { useState } from 'react';
import { type Priority, priorities } from '../../../shared/model/alarms.ts';
import type { UnknownWord } from '../../../shared/model/panels.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { type Translate, useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, RawFold, ReasonPicker, TimeText, toast } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { usePanelName } from './alarm-row.tsx';
import {
  emptyLesson,
  isLatched,
  type Lesson,
  meanings,
  nextQuestion,
  suggestedPriority,
  type TaughtCategory,
  taughtConditions,
  taughtMeaning,
  withCategory,
} from './teach.ts';

export interface TeachPaneProps {
  readonly word: UnknownWord;
  readonly onClose: () => void;
}

export function TeachPane({ word, onClose }: TeachPaneProps) {
  const { t, tOr } = useText();
  const panel = usePanelName(word.panelId);
  const mayTeach = useMay('lead', 'installer');
  return (
    <DetailPane title={word.word} onClose={onClose}>
      {word.teachable && mayTeach ? <TeachQuestions word={word} panel={panel} onDone={onClose} /> : null}
      {word.teachable && !mayTeach ? <p className={classes.hint}>{t('alarms.unknown.whoTeaches')}</p> : null}
      <div className={classes.below}>
        <DetailList>
          <DetailRow label={t('alarms.detail.panel')}>{panel}</DetailRow>
          <DetailRow label={t('alarms.detail.count')}>{t('alarms.list.times', { count: word.count })}</DetailRow>
          <DetailRow label={t('alarms.unknown.first')}>
            <TimeText atUtcMs={word.firstAtUtcMs} />
          </DetailRow>
          <DetailRow label={t('alarms.unknown.last')}>
            <TimeText atUtcMs={word.lastAtUtcMs} />
          </DetailRow>
          {word.teachable ? null : <DetailRow label={t('alarms.unknown.problemIs')}>{tOr(`alarms.unknown.problem.${word.problem}`, word.problem)}</DetailRow>}
        </DetailList>
      </div>
      <RawFold label={t('alarms.unknown.message')} text={`${word.topic}\n${word.text}`} />
    </DetailPane>
  );
}

function TeachQuestions({ word, panel, onDone }: { readonly word: UnknownWord; readonly panel: string; readonly onDone: () => void }) {
  const { t } = useText();
  const [lesson, setLesson] = useState<Lesson>(emptyLesson);
  const [busy, setBusy] = useState(false);
  const again = lesson === emptyLesson ? {} : { onCancel: () => setLesson(emptyLesson) };
  const save = async (scope: 'panel' | 'all') => {
    const meaning = taughtMeaning(lesson);
    if (meaning === null) return;
    setBusy(true);
    try {
      await api.panels.teach({ panelId: scope === 'panel' ? word.panelId : '*', word: word.word, meaning });
      toast('done', t('alarms.unknown.taught', { word: word.word }));
      onDone();
    } catch (error) {
      toast('problem', callError(error));
      setBusy(false);
    }
  };
  const question = nextQuestion(lesson);
  const said = lessonText(lesson, t);
  const label = [said, t(`alarms.unknown.ask.${question}`, { word: word.word })].filter((part) => part !== '').join(': ');
  const common = { label, enabled: !busy, ...again };
  if (question === 'meaning') {
    const options = meanings.map((value) => ({ value, label: t(`alarms.unknown.meaning.${value}`) }));
    return <ReasonPicker {...common} key={question} options={options} onPick={(meaning) => setLesson({ ...lesson, meaning })} />;
  }
  if (question === 'category') {
    const options = categories.map((value) => ({ value, label: t(`alarms.category.${value}`) }));
    return <ReasonPicker {...common} key={question} options={options} onPick={(category) => setLesson(withCategory(lesson, category))} />;
  }
  if (question === 'condition' && lesson.category !== null) {
    const options = taughtConditions[lesson.category].map((value) => ({ value, label: t(`alarms.condition.${value}`) }));
    return <ReasonPicker {...common} key={question} options={options} onPick={(condition) => setLesson({ ...lesson, condition })} />;
  }
  if (question === 'priority') {
    const usual = suggestedPriority(lesson);
    const labelOf = (value: Priority) =>
      [t(`common.priority.${value}`), value === usual ? t('alarms.unknown.usual') : ''].filter((part) => part !== '').join(' · ');
    const options = priorities.map((value) => ({ value: String(value), label: labelOf(value) }));
    const pick = (value: string) => setLesson({ ...lesson, priority: asPriority(value) });
    return <ReasonPicker {...common} key={question} options={options} onPick={pick} />;
  }
  const scopes = [
    { value: 'panel' as const, label: t('alarms.unknown.scope.panel', { panel }) },
    { value: 'all' as const, label: t('alarms.unknown.scope.all') },
  ];
  return <ReasonPicker {...common} key={question} options={scopes} onPick={(scope) => void save(scope)} />;
}

const categories = Object.keys(taughtConditions).filter((key): key is TaughtCategory => key in taughtConditions);
const asPriority = (value: string): Priority | null => priorities.find((priority) => String(priority) === value) ?? null;

/** `Fire · CRITICAL · stays until it is reset`: what was answered so far. */
function lessonText({ meaning, category, condition, priority }: Lesson, t: Translate): string {
  if (meaning === null) return '';
  if (meaning !== 'alarm') return t(`alarms.unknown.meaning.${meaning}`);
  const parts = [
    condition === null ? (category === null ? '' : t(`alarms.category.${category}`)) : t(`alarms.condition.${condition}`),
    priority === null ? '' : t(`common.priority.${priority}`),
    priority !== null && category !== null && isLatched(category) ? t('alarms.unknown.latched') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
