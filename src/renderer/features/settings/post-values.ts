/** What the post form holds; read from the configuration that the post sends as plain data. Pure. */
import { z } from 'zod';

// The content security policy forbids code made from text, which zod would use for speed. Here, so that the first page need not load zod.
z.config({ jitless: true });

const reader = z.object({
  id: z.string(),
  path: z.string(),
  protocol: z.string(),
  baudRate: z.number().int(),
  direction: z.enum(['in', 'out']).nullable(),
});
const config = z.object({ readers: z.array(reader), mqtt: z.object({ url: z.string() }).nullable() });

export type ReaderValues = Readonly<z.infer<typeof reader>>;
export interface PostValues {
  readonly site: string;
  readonly name: string;
  readonly readers: readonly ReaderValues[];
  readonly mqttUrl: string;
}

/** Readers and broker address from the configuration; nothing where it does not fit. */
export function parseConfigReaders(data: unknown): Pick<PostValues, 'readers' | 'mqttUrl'> {
  const parsed = config.safeParse(data);
  return parsed.success ? { readers: parsed.data.readers, mqttUrl: parsed.data.mqtt?.url ?? '' } : { readers: [], mqttUrl: '' };
}
