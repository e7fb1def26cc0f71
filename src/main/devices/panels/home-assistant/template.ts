/**
 * The simple value templates that bridges publish: a path into the JSON payload, or the payload itself.
 * Must not grow into a template language: anything else is told as not supported. Pure.
 */
import { parseJson } from '../mapping/json-path.ts';

/** `path` empty and `json` false: the payload as it is. */
export interface ValueTemplate {
  readonly json: boolean;
  readonly path: readonly string[];
}

const whole = /^\{\{-?\s*(value_json|value)((?:\.[A-Za-z_]\w*|\[\s*(?:'[^']+'|"[^"]+"|\d+)\s*\])*)\s*-?\}\}$/;
const step = /\.([A-Za-z_]\w*)|\[\s*(?:'([^']+)'|"([^"]+)"|(\d+))\s*\]/g;

/** null: a form that we do not support. */
export function parseTemplate(text: string | null): ValueTemplate | null {
  if (text === null || text.trim() === '') return { json: false, path: [] };
  const match = whole.exec(text.trim());
  if (match === null) return null;
  const [, variable, rest = ''] = match;
  if (variable === 'value') return rest === '' ? { json: false, path: [] } : null;
  const path = [...rest.matchAll(step)].map((part) => part[1] ?? part[2] ?? part[3] ?? part[4] ?? '');
  return { json: true, path };
}

/** The text that the template makes of the payload; null when the payload has no such value. Booleans read as in Python: `True`, `False`. */
export function applyTemplate(template: ValueTemplate, payload: string): string | null {
  if (!template.json) return payload.trim();
  const parsed = parseJson(payload);
  if (!parsed.ok) return null;
  let at: unknown = parsed.value;
  for (const key of template.path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = Reflect.get(at, key);
  }
  if (typeof at === 'boolean') return at ? 'True' : 'False';
  if (typeof at === 'string') return at.trim();
  return typeof at === 'number' ? String(at) : null;
}
