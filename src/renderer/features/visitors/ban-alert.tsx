/** A ban matches: the sentence to say, to the guard alone. Refuse is one key; only a lead may let the person in, with a reason. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type OverrideReason, overrideReasons, type Why } from '../../../shared/model/reasons.ts';
import type { BanMatch } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { dateText, KeyButton, toast, WhyQuestion, whyWords } from '../../ui/index.ts';
import classes from './ban-alert.module.css';
import type { Draft } from './draft.ts';

export interface BanAlertProps {
  readonly matches: readonly BanMatch[];
  readonly draft: Draft;
  readonly onOverride: (why: Why<OverrideReason>) => void;
  readonly onRefused: () => void;
}

export function BanAlert({ matches, draft, onOverride, onRefused }: BanAlertProps) {
  const { t } = useText();
  const mayOverride = useMay('lead');
  const [said, setSaid] = useState(false);
  const [asking, setAsking] = useState(false);
  const refuse = useMutation({
    mutationFn: (match: BanMatch) =>
      api.visitors.refuse({
        name: draft.name.trim() || t('visitors.box.unnamed'),
        banId: match.ban.banId,
        reason: 'banned',
      }),
    onSuccess: () => {
      toast('done', t('visitors.ban.refused', { name: draft.name.trim() }));
      onRefused();
    },
    onError: (error) => toast('problem', callError(error)),
  });
  const [first] = matches;
  if (first === undefined) return null;
  return (
    <section className={classes.alert} role="alert" aria-label={t('visitors.ban.alert')}>
      <p className={classes.title}>
        <span aria-hidden="true">▲ </span>
        {t('visitors.ban.alert')}
      </p>
      <p className={classes.small}>{t('visitors.ban.forGuard')}</p>
      {matches.map(({ ban, by }) => (
        <div key={ban.banId}>
          <p className={classes.say}>
            {t('visitors.ban.say')}: “{ban.sayText}”
          </p>
          <p className={classes.small}>
            {t(`visitors.ban.matchedBy.${by}`)} ·{' '}
            {t('visitors.ban.issuedBy', {
              reason: t(`visitors.reason.${ban.reason}`),
              issuer: ban.issuer,
              until: ban.untilUtcMs === null ? t('visitors.ban.noEnd') : t('visitors.ban.until', { date: dateText(ban.untilUtcMs) }),
            })}
          </p>
        </div>
      ))}
      {draft.override === null ? null : (
        <p>{t('visitors.ban.overrideIs', { reason: whyWords('visitors.overrideReasons', draft.override.reason, draft.override.reasonText, t) })}</p>
      )}
      {asking ? (
        <WhyQuestion
          intoView
          label={t('visitors.ban.overrideReason')}
          options={overrideReasons.map((value) => ({ value, label: t(`visitors.overrideReasons.${value}`) }))}
          onGive={(why) => {
            setAsking(false);
            onOverride(why);
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
      <div className={classes.actions}>
        <KeyButton
          kind="danger"
          shortcut="Ctrl+E"
          disabled={refuse.isPending || said}
          onPress={() => {
            setSaid(true);
            refuse.mutate(first, { onError: () => setSaid(false) });
          }}
        >
          {t('visitors.ban.refuse')}
        </KeyButton>
        {mayOverride && !asking ? (
          <KeyButton shortcut="Ctrl+O" onPress={() => setAsking(true)}>
            {t(draft.override === null ? 'visitors.ban.override' : 'visitors.ban.overrideAgain')}
          </KeyButton>
        ) : null}
      </div>
      {mayOverride ? null : <p className={classes.small}>{t('visitors.ban.overrideNeeded')}</p>}
    </section>
  );
}
