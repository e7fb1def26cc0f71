/** A CSV file as records with their line numbers, streamed. Every record that can't be read is told, and the next one goes on. */
import type { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';

export interface CsvRecord {
  /** Line of the file in which the record begins, from 1. */
  readonly line: number;
  /** null = quotes that don't match. */
  readonly fields: readonly string[] | null;
}

/** BOM, quotes, LF and CR LF; empty lines are passed over. Throws only what reading the file throws. */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRecord> {
  const broken: CsvRecord[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote that is never closed must not swallow the whole file.
    max_record_size: 100_000,
    on_skip: (error: CsvError | undefined) => {
      broken.push({ line: lineOfError(error), fields: null });
      return undefined;
    },
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const item of parser) {
    const { record, info }: { record: string[]; info: Info } = item;
    yield* broken.splice(0);
    yield { line: info.lines - newLines(record), fields: record };
  }
  yield* broken;
}

/** Lines that a quoted field runs over: the record began that much earlier. */
const newLines = (fields: readonly string[]): number => fields.reduce((sum, field) => sum + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

function lineOfError(error: CsvError | undefined): number {
  const lines: unknown = error && 'lines' in error ? error.lines : null;
  return typeof lines === 'number' ? lines : 0;
}
