/** Places and picture of the site, asked for again whenever the journal tells that they changed; and the calls that change them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { type Place, type PlanMime, planMimes, planMostBytes } from '../../../shared/model/places.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { readBase64 } from '../../ui/files.ts';
import { toast } from '../../ui/index.ts';

const changes = /^(place|plan)\./;

export function usePlan() {
  const places = useQuery({ ...apiQuery.places.list.queryOptions(), staleTime: 0 });
  const plan = useQuery({ ...apiQuery.places.plan.queryOptions(), staleTime: 0 });
  const newest = useLive((live) => live.log.find((entry) => changes.test(entry.row.kind))?.row.seq ?? 0);
  const [refetchPlaces, refetchPlan] = [places.refetch, plan.refetch];
  useEffect(() => {
    if (newest === 0) return;
    void refetchPlaces();
    void refetchPlan();
  }, [newest, refetchPlaces, refetchPlan]);
  return { places, picture: usePictureUrl(plan.data ?? null), pictureKnown: plan.data !== undefined };
}

/** The picture as an address that an image can have; given back when another takes its place. */
function usePictureUrl(plan: { readonly mime: PlanMime; readonly base64: string } | null): string | null {
  const bytes = useMemo(() => (plan === null ? null : Uint8Array.from(atob(plan.base64), (letter) => letter.charCodeAt(0))), [plan]);
  const [url, setUrl] = useState<string | null>(null);
  const mime = plan?.mime;
  useEffect(() => {
    if (bytes === null || mime === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([bytes], { type: mime }));
    setUrl(made);
    return () => {
      setUrl(null);
      URL.revokeObjectURL(made);
    };
  }, [bytes, mime]);
  return url;
}

export function usePlanCalls() {
  const { t } = useText();
  const client = useQueryClient();
  const attempt = async (call: Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await call;
      toast('done', done);
      return true;
    } catch (error) {
      toast('problem', callError(error));
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: apiQuery.places.key() });
    }
  };
  return {
    save: (place: Place) => attempt(api.places.save(place), t('plan.place.saved', { source: place.source })),
    removePicture: () => attempt(api.places.setPlan(null), t('plan.removed')),
    async loadPicture(file: File): Promise<void> {
      const mime = planMimes.find((one) => one === file.type);
      if (mime === undefined) return toast('problem', t('plan.wrongKind'));
      if (file.size > planMostBytes) return toast('problem', t('plan.tooBig'));
      await attempt(api.places.setPlan({ mime, base64: await readBase64(file) }), t('plan.saved'));
    },
  };
}
export type PlanCalls = ReturnType<typeof usePlanCalls>;
