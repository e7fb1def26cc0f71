/** How long things take on the wire and how long to wait (SIA OSDP v2.2, clauses 5.7 and 5.8). Numbers only. */

/** Start bit, eight data bits, stop bit. */
const bitsPerCharacter = 10;

/** A reader must begin its reply within this time, or say that it is busy (clause 5.7). */
export const replyWindowMs = 200;
/** USB adapters hold bytes back, up to 16 ms in each direction. */
export const adapterMarginMs = 40;
/** A reply that is shorter than this is whole within the time allowed; a longer one gains time while its bytes come. */
const usualReplyBytes = 16;
/** The longest pause within one frame through a USB adapter. */
export const gapMs = 150;

/** No valid reply for so long: the reader is off-line (clause 5.7), and it has dropped its own session. */
export const lossMs = 8_000;
/** Nothing valid from anyone on the line for so long. A little below 2 s, because it is told within 2 s. */
export const silenceMs = 1_900;
/** So many tries must have gone without an answer before a line is called silent. */
export const silentTries = 3;
/** So many readers without an answer say enough about the line; the others are not asked first. */
export const silentReaders = 8;
/** Readers that are not there are asked so often: with one poll round and a handshake they are back within 2 s. */
export const slowMs = 1_200;
/** After BUSY. */
export const busyMs = 60;
/** Broken answers are not waited out: what may still come after one comes at once. */
export const afterBrokenMs = 40;

/** After a card the line is kept free for its sign for so long, unless that comes sooner: a poll of another reader would hold it up for longer. */
export const signWaitMs = 25;

/** The time that so many bytes take, in milliseconds, at a speed in bit/s. */
export const wireMs = (bytes: number, baudRate: number): number => (bytes * bitsPerCharacter * 1_000) / baudRate;

/** About two characters of quiet before the panel speaks. Less than a millisecond passes by itself while the bytes travel from the wire to here. */
export const idleMs = (baudRate: number): number => (wireMs(2, baudRate) < 1 ? 0 : wireMs(2, baudRate));

/** From the first byte of a command to the end of a short reply that began as late as it may. @param windowMs how late the reply may begin. */
export const replyTimeoutMs = (commandBytes: number, baudRate: number, windowMs = replyWindowMs): number =>
  windowMs + adapterMarginMs + wireMs(commandBytes + usualReplyBytes, baudRate);

/** A second copy of a reply comes within this time after the last try, or not at all. */
export const copyWithinMs = 300;

const shortestWindowMs = 80;

/**
 * How late a reader that is away may begin its reply: twice what it usually takes, because the others wait meanwhile.
 * One in four times the whole window, for a reader that has changed. @param roundTripMs null where it never answered. @param tries since it did.
 */
export const probeWindowMs = (roundTripMs: number | null, tries: number): number =>
  roundTripMs === null || tries % 4 === 3 ? replyWindowMs : Math.min(replyWindowMs, Math.max(shortestWindowMs, 2 * roundTripMs));
