/** All texts in a JSON value, in the order of the document, whatever the vendor calls its fields. */

/** Null when it is no JSON. Walks without recursion: nesting can't exhaust the stack. */
export function jsonTexts(json: string): string[] | null {
  const root = parse(json);
  if (root === undefined) return null;
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value).toReversed());
  }
  return texts;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    // Deep nesting is told as a RangeError; anything else would be a bug.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
