/** The commands to the line under the cursor, each with its key; then the questions: how to arm, is that what is meant, who agrees. */
import { useState } from 'react';
import { armModes, type PanelCommand } from '../../../shared/model/panels.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker } from '../../ui/index.ts';
import { CommandProgress, SpokenProgress } from './command-progress.tsx';
import { type Abilities, blockOf, commandsTo, needsSecond, type Offer, offersFor, whatText } from './commands.ts';
import { ConfirmCommand } from './confirm-command.tsx';
import classes from './panels.module.css';
import type { Row } from './rows.ts';
import { type Asking, sendCommand, useAlarmPolicy } from './use-panels.ts';

export interface PanelActionsProps {
  readonly row: Row;
  /** All lines, to name what is open when a partition is armed. */
  readonly rows: readonly Row[];
  readonly abilities: readonly Abilities[] | undefined;
  readonly commands: readonly PanelCommand[];
}

export function PanelActions(props: PanelActionsProps) {
  const { row, commands } = props;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [busy, setBusy] = useState(false);
  const policy = useAlarmPolicy();
  useFocusKept(asking);
  // The line is pinned when the question comes up: what is sent is what was asked.
  const target = asking?.row ?? row;
  const name = target.type === 'point' ? target.point.name : null;
  const [newest] = commandsTo(target, commands);
  const send = async (question: Asking, second: Parameters<typeof sendCommand>[1]) => {
    setBusy(true);
    if (await sendCommand(question, second)) setAsking(null);
    setBusy(false);
  };
  return (
    <div className={classes.actions}>
      <SpokenProgress command={newest} name={name} />
      {asking === null ? (
        <>
          <Keys {...props} onAsk={(offer) => setAsking({ row, kind: offer.kind, mode: null })} />
          {newest === undefined ? null : <CommandProgress command={newest} name={name} />}
        </>
      ) : asking.kind === 'arm' && asking.mode === null ? (
        <ModePicker asking={asking} onPick={setAsking} onCancel={() => setAsking(null)} />
      ) : (
        <ConfirmCommand
          asking={asking}
          rows={props.rows}
          twoPersons={needsSecond(asking.kind, policy)}
          busy={busy}
          onSend={(second) => void send(asking, second)}
          onCancel={() => setAsking(null)}
        />
      )}
    </div>
  );
}

function ModePicker({ asking, onPick, onCancel }: { readonly asking: Asking; readonly onPick: (asking: Asking) => void; readonly onCancel: () => void }) {
  const text = useText();
  const { t } = text;
  const options = armModes.map((value) => ({ value, label: t(`panels.mode.${value}`) }));
  const label = t('panels.ask.mode', { what: whatText(asking.row, text) });
  return <ReasonPicker label={label} options={options} onPick={(mode) => onPick({ ...asking, mode })} onCancel={onCancel} />;
}

function Keys({ row, abilities, commands, onAsk }: PanelActionsProps & { readonly onAsk: (offer: Offer) => void }) {
  const text = useText();
  const { t } = text;
  const mayCommand = useMay('operator', 'lead');
  const block = blockOf(row, { mayCommand, abilities, commands });
  const offers = mayCommand
    ? offersFor(
        row,
        abilities?.find(({ panelId }) => panelId === row.panel.panelId),
      )
    : [];
  const name = row.type === 'panel' ? row.panel.name : `${row.panel.name} · ${row.point.name}`;
  const values = {
    panel: row.panel.name,
    state: row.panel.health === null ? '' : t(`devices.state.${row.panel.health.state}`),
    what: whatText(row, text),
  };
  const codeMissing = block === null && offers.some(({ needsCode }) => needsCode);
  return (
    <>
      <div className={classes.keys}>
        <p className={classes.target} title={name}>
          {name}
        </p>
        {offers.map((offer) => (
          <KeyButton key={offer.kind} shortcut={offer.key} disabled={block !== null || offer.needsCode} onPress={() => onAsk(offer)}>
            {t(`panels.command.${offer.word}`)}
          </KeyButton>
        ))}
      </div>
      {(block === null && !codeMissing) || block === 'underWay' ? null : <p className={classes.block}>{t(`panels.blocked.${block ?? 'code'}`, values)}</p>}
    </>
  );
}
