/** MQTT topic filters (MQTT 3.1.1, 4.7). Pure. */

/**
 * The levels that the wildcards matched, in order (`#` gives each level it covers); null when the topic does not match.
 * Wildcards never match a first level that begins with `$` (4.7.2).
 */
export function matchTopic(filter: string, topic: string): readonly string[] | null {
  const wanted = filter.split('/');
  const given = topic.split('/');
  const first = wanted[0];
  if (topic.startsWith('$') && (first === '+' || first === '#')) return null;
  const matched: string[] = [];
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return [...matched, ...given.slice(index)];
    const actual = given[index];
    if (actual === undefined) return null;
    if (level === '+') matched.push(actual);
    else if (level !== actual) return null;
  }
  return wanted.length === given.length ? matched : null;
}

/** True when every topic that `inner` can match is matched by `outer` too: an account may subscribe to less than it may see, never to more. */
export function coversFilter(outer: string, inner: string): boolean {
  const wide = outer.split('/');
  const narrow = inner.split('/');
  if (inner.startsWith('$') && (wide[0] === '+' || wide[0] === '#')) return false;
  for (const [index, level] of wide.entries()) {
    if (level === '#') return true;
    const asked = narrow[index];
    if (asked === undefined || asked === '#') return false;
    if (level !== '+' && level !== asked) return false;
  }
  return wide.length === narrow.length;
}
