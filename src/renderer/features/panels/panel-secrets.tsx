/** The code of a panel and the keys of its accounts: set or removed here by a lead or installer, never shown. */
import { type FormEvent, useState } from 'react';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField } from '../../ui/index.ts';
import classes from './panels.module.css';
import type { PanelHead } from './rows.ts';
import { usePanelCall, useSecretsSet } from './use-panels.ts';

/** As the contract has it. */
const keyPattern = /^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i;

/** It comes up at the end of a pane that scrolls. */
const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'end' });

export function PanelSecrets({ panel, takesCommands }: { readonly panel: PanelHead; readonly takesCommands: boolean }) {
  const { t } = useText();
  const may = useMay('lead', 'installer');
  const set = useSecretsSet(panel.panelId);
  const [open, setOpen] = useState(false);
  // Panels that report by account numbers may do so encrypted.
  const hasKeys = panel.health?.speaks === 'sia' || (set?.accounts.length ?? 0) > 0;
  if (!may || !(takesCommands || hasKeys || set?.code === true)) return null;
  return (
    <section className={classes.secrets} aria-label={t('panels.code.open')}>
      <div className={classes.keys}>
        <KeyButton shortcut="K" pressed={open} onPress={() => setOpen(!open)}>
          {t('panels.code.open')}
        </KeyButton>
        <span className={classes.dim}>{t(set?.code === true ? 'panels.code.set' : 'panels.code.notSet')}</span>
      </div>
      {open ? (
        <div ref={intoView} className={classes.secret}>
          <CodeForm panel={panel} isSet={set?.code === true} onDone={() => setOpen(false)} />
          {hasKeys ? <KeyForm panel={panel} accounts={set?.accounts ?? []} /> : null}
        </div>
      ) : null}
    </section>
  );
}

function CodeForm({ panel, isSet, onDone }: { readonly panel: PanelHead; readonly isSet: boolean; readonly onDone: () => void }) {
  const { t } = useText();
  const call = usePanelCall();
  const [code, setCode] = useState('');
  const values = { panel: panel.name };
  const change = async (next: string | null) => {
    const done = t(next === null ? 'panels.code.removed' : 'panels.code.saved', values);
    if (await call(api.panels.setSecret({ kind: 'code', panelId: panel.panelId, code: next }), done)) onDone();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const typed = code.trim();
    // Taken out of the page before the answer: it is not ours to show.
    setCode('');
    if (typed !== '') void change(typed);
  };
  return (
    <form className={classes.secret} onSubmit={onSubmit} aria-label={t('panels.code.title', values)}>
      <p className={classes.dim}>{t('panels.code.text')}</p>
      <TextField label={t('panels.code.field')} type="password" value={code} onChange={setCode} autoFocus autoComplete="off" maxLength={32} />
      <div className={classes.keys}>
        <KeyButton submit shownKey="Enter" disabled={code.trim() === ''} onPress={() => undefined}>
          {t('panels.code.save')}
        </KeyButton>
        {isSet ? (
          <KeyButton kind="quiet" onPress={() => void change(null)}>
            {t('panels.code.remove')}
          </KeyButton>
        ) : null}
      </div>
    </form>
  );
}

function KeyForm({ panel, accounts }: { readonly panel: PanelHead; readonly accounts: readonly string[] }) {
  const { t } = useText();
  const call = usePanelCall();
  const [account, setAccount] = useState('');
  const [key, setKey] = useState('');
  const values = { panel: panel.name };
  const fits = keyPattern.test(key.trim());
  const change = (of: string, next: string | null) =>
    void call(
      api.panels.setSecret({ kind: 'receiverKey', panelId: panel.panelId, account: of, key: next }),
      t(next === null ? 'panels.code.keyRemoved' : 'panels.code.keySaved', { account: of }),
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!fits || account.trim() === '') return;
    change(account.trim().toUpperCase(), key.trim());
    setKey('');
    setAccount('');
  };
  return (
    <form className={classes.secret} onSubmit={onSubmit} aria-label={t('panels.code.keyTitle', values)}>
      <h3 className={classes.heading}>{t('panels.code.keyTitle', values)}</h3>
      <p className={classes.dim}>{t('panels.code.keyText')}</p>
      <p>{accounts.length === 0 ? t('panels.code.noAccounts') : t('panels.code.accounts', { accounts: accounts.join(', ') })}</p>
      <TextField label={t('panels.code.account')} value={account} onChange={setAccount} autoComplete="off" maxLength={16} />
      <TextField
        label={t('panels.code.key')}
        type="password"
        value={key}
        onChange={setKey}
        error={key !== '' && !fits ? t('panels.code.keyWrong') : null}
        autoComplete="off"
        maxLength={64}
      />
      <div className={classes.keys}>
        <KeyButton submit shownKey="Enter" disabled={!fits || account.trim() === ''} onPress={() => undefined}>
          {t('panels.code.keySave')}
        </KeyButton>
        {accounts.map((one) => (
          <KeyButton key={one} kind="quiet" onPress={() => change(one, null)}>
            {t('panels.code.keyRemove', { account: one })}
          </KeyButton>
        ))}
      </div>
    </form>
  );
}
