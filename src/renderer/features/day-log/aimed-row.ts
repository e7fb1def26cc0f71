/** The row that another screen wants to be seen (evidence of a fault report); it may be older than the rows that are loaded. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { apiQuery } from '../../app/api.ts';
import { logTarget, useTarget } from '../../app/screen-targets.ts';

export function useAimedRow(): { readonly entry: Entry | null; readonly close: () => void } {
  const [seq, setSeq] = useState(useTarget(logTarget));
  const { data } = useQuery({ ...apiQuery.log.entry.queryOptions({ input: { seq: seq ?? 0 } }), enabled: seq !== null });
  return { entry: seq === null ? null : (data ?? null), close: () => setSeq(null) };
}
