/**
 * Messages by name and by code, each with the layout of its data. The same table serves commands and replies;
 * it knows neither frames nor what a message is for.
 */
import type { Layout } from './layout.ts';
import { DataReader, DataWriter } from './message-data.ts';
import type { MessageProblem } from './messages.ts';
import { fail, ok, type Result } from './result.ts';

/** A message as it stands in a frame: the code byte and what follows it. */
export interface EncodedMessage {
  readonly code: number;
  readonly data: Uint8Array;
}

/** The longest data in bytes that fits into a frame of 1440 bytes also inside a secure channel, where they are padded to blocks of 16 (clause 5.7, Annex D). */
const maxDataBytes = 1423;

interface Named {
  readonly name: string;
}

/** What a message of this name carries besides its name. */
type BodyOf<M extends Named, N> = M extends Named ? (N extends M['name'] ? Omit<M, 'name'> : never) : never;

/** A layout for each name. */
export type Layouts<M extends Named> = { readonly [N in M['name']]: Layout<BodyOf<M, N>> };

export class MessageTable<M extends Named> {
  readonly #codes: ReadonlyMap<string, number>;
  readonly #names: ReadonlyMap<number, string>;
  readonly #layouts: ReadonlyMap<string, Layout<object>>;

  constructor(codes: { readonly [N in M['name']]: number }, layouts: Layouts<M>) {
    this.#codes = new Map(Object.entries<number>(codes));
    this.#names = new Map(Object.entries<number>(codes).map(([name, code]) => [code, name]));
    this.#layouts = new Map(Object.entries<Layout<object>>(layouts));
  }

  encode(message: M): Result<EncodedMessage, MessageProblem> {
    const code = this.#codes.get(message.name);
    const layout = this.#layouts.get(message.name);
    if (code === undefined || layout === undefined) return fail('unknownCode');
    const out = new DataWriter();
    layout.write(out, message);
    const data = out.finish(maxDataBytes);
    return data.ok ? ok({ code, data: data.value }) : data;
  }

  decode(code: number, data: Uint8Array): Result<M, MessageProblem> {
    const name = this.#names.get(code);
    const layout = name === undefined ? undefined : this.#layouts.get(name);
    if (layout === undefined) return fail('unknownCode');
    const from = new DataReader(data);
    // The layouts are typed by name (Layouts), so that name and body belong together.
    return from.finish({ name, ...layout.read(from) } as unknown as M);
  }
}
