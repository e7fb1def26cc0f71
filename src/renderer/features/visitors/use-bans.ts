/** Bans that match what has been typed so far. The post checks again when it registers. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BanMatch } from '../../../shared/model/visits.ts';
import { apiQuery } from '../../app/api.ts';
import type { Draft } from './draft.ts';

const none: readonly BanMatch[] = [];

export function useBans({ personId, name, documentNumber, plate, phone }: Draft): readonly BanMatch[] {
  const traces = useMemo(
    () => ({
      ...(personId !== null && { personId }),
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(documentNumber.trim().length >= 3 && { documentNumber: documentNumber.trim() }),
      ...(plate.trim() !== '' && { plate: plate.trim() }),
      ...(phone.trim() !== '' && { phone: phone.trim() }),
    }),
    [personId, name, documentNumber, plate, phone],
  );
  const [asked] = useDebouncedValue(traces, 200);
  const query = useQuery(
    apiQuery.visitors.checkBans.queryOptions({
      input: asked,
      enabled: Object.keys(asked).length > 0,
      placeholderData: keepPreviousData,
      staleTime: 0,
      gcTime: 0,
    }),
  );
  return query.data ?? none;
}
