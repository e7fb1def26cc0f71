/** An area of Alarmo, or all of them together (the "master alarm", and the only area where there is one). Pure. */
import { nameOfSlug } from '../shapes/names.ts';

export interface Area {
  readonly pointId: string;
  readonly name: string;
  readonly partition: string | null;
}

/** No slug can be this. */
export const masterId = '*';

/** The area of a topic; null = a topic without one. */
export function areaOf(slug: string | null): Area {
  if (slug === null) return { pointId: masterId, name: 'Alarmo', partition: null };
  return { pointId: slug, name: nameOfSlug(slug), partition: nameOfSlug(slug) };
}
