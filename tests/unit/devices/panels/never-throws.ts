/** Any bytes on any topic: a dialect answers, and never throws. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { openPanel } from './panel-under-test.ts';

/** `topics`: where the dialect listens; `shapes`: payloads that come near to what it understands. */
export function expectNoThrow(panel: () => ReturnType<typeof openPanel>, topics: readonly string[], shapes: readonly fc.Arbitrary<Uint8Array>[] = []): void {
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
    ...shapes,
  );
  const topic = fc.oneof(
    fc.constantFrom(...topics),
    fc.string(),
    fc.tuple(fc.constantFrom(...topics), fc.string()).map((parts) => parts.join('/')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(topic, payload, fc.boolean()), { maxLength: 6 }), (messages) => {
      const { dialect } = panel();
      for (const [index, [name, bytes, retained]] of messages.entries()) {
        const reading = dialect.parse({ topic: name, payload: bytes, retained }, index);
        if (reading !== null) expect(reading).toMatchObject({ signals: expect.any(Array), subscriptionsChanged: expect.any(Boolean) });
      }
      for (const filter of dialect.subscriptions()) expect(filter).not.toContain('\0');
    }),
  );
}

/** Objects of these keys with any values. */
export const jsonOf = (keys: readonly string[]): fc.Arbitrary<Uint8Array> =>
  fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.boolean(), fc.string(), fc.double(), fc.json())).map((value) => Buffer.from(JSON.stringify(value)));
