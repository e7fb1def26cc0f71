/** A whole card file → cards, or every bad line. Nothing is written here. */
import { createReadStream } from 'node:fs';
import { type CardLine, cardColumns, parseCardLine } from './card-line.ts';
import { readCsv } from './csv-lines.ts';
import type { Say } from './words.ts';

export interface CardFile {
  readonly cards: readonly CardLine[];
  /** Sentences with their line numbers, in the order of the file. */
  readonly bad: readonly string[];
  /** Lines with a record, without the header. */
  readonly lines: number;
}

/** Throws what reading the file throws. */
export async function readCardFile(file: string, say: Say): Promise<CardFile> {
  const cards: CardLine[] = [];
  const bad: string[] = [];
  const seen = new Map<string, number>();
  let lines = 0;
  let header: readonly string[] | null | undefined;
  for await (const { line, fields } of readCsv(createReadStream(file))) {
    if (header === undefined) {
      header = fields;
      if (!isHeader(fields)) return { cards, bad: [say('cli.cards.header', { header: cardColumns.join(',') })], lines };
      continue;
    }
    lines += 1;
    const tell = (what: string): number => bad.push(say('cli.cards.line', { line, what }));
    if (fields === null) {
      tell(say('cli.cards.quotes'));
      continue;
    }
    const parsed = parseCardLine(fields, say);
    if (!parsed.ok) {
      tell(parsed.error);
      continue;
    }
    const key = JSON.stringify(parsed.value.card);
    const first = seen.get(key);
    if (first !== undefined) tell(say('cli.cards.duplicate', { first }));
    else seen.set(key, line);
    cards.push(parsed.value);
  }
  if (header === undefined) bad.push(say('cli.cards.header', { header: cardColumns.join(',') }));
  return { cards, bad, lines };
}

const isHeader = (fields: readonly string[] | null): boolean => fields !== null && fields.map((name) => name.trim()).join(',') === cardColumns.join(',');
