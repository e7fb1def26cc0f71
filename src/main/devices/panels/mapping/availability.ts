/** Availability words as bridges publish them: `online`/`offline`, plain or in JSON `{"state": …}`. Pure. */
import { decodeText } from '../dialect.ts';
import { readJsonPath } from './json-path.ts';

const onlineWords = new Set(['online', '1', 'true', 'on', 'connected', 'available']);
const offlineWords = new Set(['offline', '0', 'false', 'off', 'disconnected', 'unavailable', 'stopped']);

/** True, false, or null when the payload says neither. */
export function parseAvailability(payload: Uint8Array): boolean | null {
  if (payload.length > 4096) return null;
  const text = decodeText(payload)?.trim() ?? '';
  const state = text.startsWith('{') ? readJsonPath(text, 'state') : null;
  const word = (state?.ok ? state.value : text).toLowerCase();
  if (onlineWords.has(word)) return true;
  return offlineWords.has(word) ? false : null;
}
