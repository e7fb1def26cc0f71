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
  /** Stands on a bus. */
  osdp: z.unknown().optional(),
});
const config = z.object({ readers: z.array(reader), mqtt: z.object({ url: z.string() }).nullable() });

export type ReaderValues = Readonly<Omit<z.infer<typeof reader>, 'osdp'>>;
export interface PostValues {
  readonly site: string;
  readonly name: string;
  readonly readers: readonly ReaderValues[];
  readonly mqttUrl: string;
}

/**
 * Readers and broker address from the configuration; nothing where it does not fit. Readers of a bus are left out: a bus
 * has more to it than this form, and stays as it is in the file.
 */
export function parseConfigReaders(data: unknown): Pick<PostValues, 'readers' | 'mqttUrl'> & { readonly onBuses: readonly string[] } {
  const parsed = config.safeParse(data);
  if (!parsed.success) return { readers: [], mqttUrl: '', onBuses: [] };
  const { readers, mqtt } = parsed.data;
  return {
    readers: readers.flatMap(({ osdp, ...own }) => (osdp === undefined ? [own] : [])),
    mqttUrl: mqtt?.url ?? '',
    onBuses: readers.filter(({ osdp }) => osdp !== undefined).map(({ id }) => id),
  };
}
