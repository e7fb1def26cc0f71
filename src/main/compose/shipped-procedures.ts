/** The procedures that come with the product, checked like a site's own. They are part of the build: a wrong one is a bug. */
import shipped from '../../../resources/procedures.json' with { type: 'json' };
import type { Procedure } from '../../shared/model/procedures.ts';
import { parseProcedures } from '../config/procedures.ts';

export function shippedProcedures(): readonly Procedure[] {
  const parsed = parseProcedures(JSON.stringify(shipped));
  if (parsed.ok) return parsed.value;
  throw new Error(`resources/procedures.json: ${parsed.error.map(({ message }) => message).join('; ')}`);
}
