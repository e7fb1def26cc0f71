/** What the site says of where an alarm comes from (ALM8): area and camera, and that a key part is one step more urgent. Pure. */
import type { Priority } from '../../../shared/model/alarms.ts';
import type { Place } from '../../../shared/model/places.ts';
import type { RaisedCondition } from './input.ts';

const moreUrgent: { readonly [priority in Priority]: Priority } = { 1: 1, 2: 1, 3: 2, 4: 3 };

/** The condition as it is at this place; null = nothing is said of it. */
export function atPlace(condition: RaisedCondition, place: Place | null): RaisedCondition {
  if (place === null) return condition;
  return {
    ...condition,
    area: place.area ?? condition.area,
    camera: place.camera,
    ...(place.keyPart ? { keyPart: true, priority: moreUrgent[condition.priority] } : {}),
  };
}
