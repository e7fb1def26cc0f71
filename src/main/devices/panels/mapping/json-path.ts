/** A dotted path into JSON text (`after.severity`, `zones.0.state`). Pure. */
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

export type JsonPathProblem = 'notJson' | 'noSuchPath' | 'notAWord';

/** The value at the path as text (booleans as `true`/`false`). Own properties only, so that `__proto__` is no way in. */
export function readJsonPath(json: string, path: string): Result<string, JsonPathProblem> {
  const parsed = parseJson(json);
  if (!parsed.ok) return parsed;
  let at: unknown = parsed.value;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return fail('noSuchPath');
    at = Reflect.get(at, key);
  }
  if (typeof at === 'string') return ok(at.trim());
  if (typeof at === 'number' || typeof at === 'boolean') return ok(String(at));
  return fail('notAWord');
}

/** JSON text to a value of unknown shape. */
export function parseJson(json: string): Result<unknown, 'notJson'> {
  try {
    return ok(JSON.parse(json) as unknown);
  } catch {
    return fail('notJson');
  }
}
