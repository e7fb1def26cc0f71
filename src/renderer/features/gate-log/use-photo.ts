/** A holder's photo as an address that the page may show: the content policy allows blob: and no data: addresses. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiQuery } from '../../app/api.ts';

/** null while there is none, or none yet. */
export function usePhoto(holderId: string, hasPhoto: boolean): string | null {
  const { data } = useQuery(apiQuery.gate.photo.queryOptions({ input: { holderId }, enabled: hasPhoto, staleTime: 300_000 }));
  const [shown, setShown] = useState<{ readonly holderId: string; readonly address: string } | null>(null);
  useEffect(() => {
    if (!data) return undefined;
    const address = URL.createObjectURL(new Blob([Uint8Array.from(atob(data.base64), (character) => character.charCodeAt(0))], { type: data.mime }));
    setShown({ holderId, address });
    return () => {
      setShown(null);
      URL.revokeObjectURL(address);
    };
  }, [data, holderId]);
  return shown?.holderId === holderId ? shown.address : null;
}
