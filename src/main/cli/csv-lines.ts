/** A CSV file as records with their line numbers, streamed. Every record that can't be read is told, and the next one goes on. */
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

export interface CsvRecord {
  /** Line of the file in which the record begins, from 1. */
  readonly line: number;
  /** null = quotes that don't match. */
  readonly fields: readonly string[] | null;
}

/** BOM, quotes, LF and CR LF; empty lines are passed over. Throws only what reading the file throws. */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRecord> {
  // The parser runs ahead of us: what it found, good and broken, in the order of the file.
  const found: CsvRecord[] = [];
  let lastLine = 0;
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote that is never closed must not swallow the whole file.
    max_record_size: 100_000,
    on_record: (fields: string[], { lines }) => {
      found.push({ line: lines - newLines(fields), fields });
      lastLine = lines;
      return fields;
    },
    on_skip: (error: CsvError | undefined) => {
      found.push({ line: lineOfError(error, lastLine), fields: null });
      lastLine = linesAt(error);
      return undefined;
    },
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const _ of parser) yield* found.splice(0);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The rest of the file can't be read: told as the line where that began.
    found.push({ line: lineOfError(error, lastLine), fields: null });
  } finally {
    source.destroy();
  }
  yield* found;
}

/** Lines that a quoted field runs over: the record began that much earlier. */
const newLines = (fields: readonly string[]): number => fields.reduce((sum, field) => sum + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

/** A quote that stays open is noticed at the end of the file, or after too much text; to be mended is the line where it opened. */
function lineOfError(error: CsvError | undefined, lastLine: number): number {
  const openQuote = error?.code === 'CSV_QUOTE_NOT_CLOSED' || error?.code === 'CSV_MAX_RECORD_SIZE';
  return openQuote ? lastLine + 1 : linesAt(error);
}

function linesAt(error: CsvError | undefined): number {
  const lines: unknown = error && 'lines' in error ? error.lines : null;
  return typeof lines === 'number' ? lines : 0;
}
