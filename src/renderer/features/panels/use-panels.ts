/** What the panels screen asks the post for: abilities, policy, secrets that are set, and the calls. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { defaultAlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import type { ArmMode, PanelCommandKind } from '../../../shared/model/panels.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { type SecondPersonValues, toast } from '../../ui/index.ts';
import type { Row } from './rows.ts';

/** A code may be set from another seat, and the policy changed by a lead: asked again while someone looks. */
const againMs = 10_000;

/** undefined until answered. */
export const useAbilities = () => useQuery({ ...apiQuery.panels.abilities.queryOptions(), refetchInterval: againMs }).data;

/** Until it is known, the stricter one holds. */
export const useAlarmPolicy = () => useQuery({ ...apiQuery.alarms.policy.queryOptions(), refetchInterval: againMs }).data ?? defaultAlarmPolicy;

export function useSecretsSet(panelId: string) {
  const may = useMay('lead', 'installer');
  const { data } = useQuery({ ...apiQuery.panels.secrets.queryOptions(), enabled: may });
  return data?.find((one) => one.panelId === panelId);
}

export interface Asking {
  readonly row: Row;
  readonly kind: PanelCommandKind;
  readonly mode: ArmMode | null;
}

/** Sends a command; a failure at once is said in a toast. Answers whether it is on its way. */
export async function sendCommand({ row, kind, mode }: Asking, second: SecondPersonValues | null): Promise<boolean> {
  const [pointKind, pointId] = row.type === 'panel' ? [null, null] : [row.point.kind, row.point.pointId];
  try {
    await api.panels.command({ panelId: row.panel.panelId, kind, mode, pointKind, pointId, ...(second === null ? {} : { second }) });
    return true;
  } catch (error) {
    toast('problem', callError(error));
    return false;
  }
}

/** Runs a call that changes what is kept of panels, says how it went, and asks for it anew. */
export function usePanelCall() {
  const client = useQueryClient();
  return async (call: Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await call;
      toast('done', done);
      return true;
    } catch (error) {
      toast('problem', callError(error));
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: apiQuery.panels.key() });
    }
  };
}
