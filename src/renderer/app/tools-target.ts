/** With what the reader tools open: another screen says it, the tools read it once. */

export const readerToolTabs = ['find', 'key', 'address', 'trace', 'file'] as const;
export type ReaderToolTab = (typeof readerToolTabs)[number];

export interface ReaderToolsTarget {
  readonly tab?: ReaderToolTab;
  readonly readerId?: string;
  /** Of the line. */
  readonly path?: string;
}

let target: ReaderToolsTarget = {};

export function aimReaderTools(next: ReaderToolsTarget): void {
  target = next;
}

export const readerToolsTarget = (): ReaderToolsTarget => target;
