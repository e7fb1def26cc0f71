/** Finds the line of a key in a YAML document, so that a problem points at it. */
import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';

/**
 * Line of the key at `path` (from 1); of the nearest thing around it when it is not there; null in an empty document.
 * An unknown key is found as well: pass its path.
 */
export function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return null;
}

function offsetAt(document: Document, path: readonly PropertyKey[]): number | null {
  const last = path.at(-1);
  const parent = path.length === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent) && path.length > 0) {
    const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
    if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? null;
    return null;
  }
  const node = path.length === 0 ? parent : document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
