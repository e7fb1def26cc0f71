/** The keys of the console, the card of this post, and what to do when something fails. Always the same page. */

import { priorities } from '../../../shared/model/alarms.ts';
import { useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailList, DetailRow, KeyCap, PriorityMark, ScreenFrame } from '../../ui/index.ts';
import classes from './help.module.css';
import { type KeyGroup, keyGroups } from './key-groups.ts';

export function Help() {
  const { t } = useText();
  return (
    <ScreenFrame title={t('help.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrows must be able to do it */}
      <section className={classes.page} aria-label={t('help.title')} tabIndex={0}>
        <div className={classes.columns}>
          {keyGroups.map((group) => (
            <Group key={group.title} group={group} />
          ))}
          <PostCard />
        </div>
      </section>
    </ScreenFrame>
  );
}

function Group({ group }: { readonly group: KeyGroup }) {
  const { t } = useText();
  return (
    <section className={classes.group} aria-label={t(group.title)}>
      <h2 className={classes.heading}>{t(group.title)}</h2>
      <dl className={classes.keys}>
        {group.keys.map(({ keys, words }) => (
          <div key={words} className={classes.key}>
            <dt>{keys.map((key) => (key === '…' ? <span key={key}>…</span> : <KeyCap key={key}>{key}</KeyCap>))}</dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function PostCard() {
  const { t } = useText();
  const session = useSession();
  if (session === null) return null;
  return (
    <section className={classes.group}>
      <h2 className={classes.heading}>{t('help.postCard')}</h2>
      <DetailList>
        <DetailRow label={t('help.post.site')}>{session.site}</DetailRow>
        <DetailRow label={t('help.post.name')}>{session.post}</DetailRow>
        <DetailRow label={t('help.post.signedIn')}>
          {session.user === null ? t('common.none') : `${session.user.name} · ${t(`common.role.${session.user.role}`)}`}
        </DetailRow>
        <DetailRow label={t('help.post.idle')}>{t('help.post.minutes', { count: session.idleMinutes })}</DetailRow>
        <DetailRow label={t('help.post.version')}>{`${session.version} · ${t(`help.post.host.${session.host}`)}`}</DetailRow>
        <DetailRow label={t('help.post.marks')}>
          {priorities.map((priority) => (
            <div key={priority} className={classes.mark}>
              <PriorityMark priority={priority} />
              {t(`help.post.mark${priority}`)}
            </div>
          ))}
        </DetailRow>
        <DetailRow label={t('help.fail')}>{t('help.failText')}</DetailRow>
      </DetailList>
    </section>
  );
}
