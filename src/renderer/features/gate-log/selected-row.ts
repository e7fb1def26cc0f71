/** Which row the gate log opens with, when it is opened from the short list on Watch. */
let wantedSeq: number | null = null;

export function wantRow(seq: number): void {
  wantedSeq = seq;
}

/** Answers once. */
export function takeWantedRow(): number | null {
  const seq = wantedSeq;
  wantedSeq = null;
  return seq;
}
