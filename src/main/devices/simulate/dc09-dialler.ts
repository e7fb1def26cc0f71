/**
 * A simulated dialler: speaks DC-09 over TCP as a panel's communicator does, for tests and the demo.
 * Must not repeat by itself: whoever uses it decides what to do without an answer.
 */
import { connect, type Socket } from 'node:net';
import { encryptContent } from '../panels/dc09/cipher.ts';
import { writeTime } from '../panels/dc09/content.ts';
import { Deframer } from '../panels/dc09/deframer.ts';
import { type Dc09Frame, decodeFrame, encodeFrame } from '../panels/dc09/frame.ts';

export interface Dc09DiallerOptions {
  readonly host: string;
  readonly port: number;
  readonly account: string;
  /** Encrypts what it sends; absent = in clear. */
  readonly key?: Uint8Array;
  /** The time that it believes. */
  readonly nowUtcMs?: () => number;
  readonly receiver?: string;
  readonly line?: string;
}

export interface Dc09Report {
  readonly id: 'SIA-DCS' | 'ADM-CID' | 'NULL';
  /** Behind the bar: `Nri1/BA001`, `1130 01 001`; empty for NULL. */
  readonly data: string;
  /** Blocks in brackets behind the data: `[Vhttps://…]`. */
  readonly extensions?: string;
  /** Counted up from 1 unless given. */
  readonly sequence?: string;
}

export interface Dc09Dialler {
  /** The bytes of a report, without sending them. */
  encode(report: Dc09Report): Buffer;
  /** Sends a report and resolves with the next answer; rejects when the line ends before. */
  report(report: Dc09Report): Promise<Dc09Frame>;
  /** Sends any bytes; nothing is awaited. */
  raw(bytes: Uint8Array): void;
  answer(): Promise<Dc09Frame>;
  /** Resolves when the other side has closed the line. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Connects; rejects when nobody listens. */
export async function connectDc09Dialler(options: Dc09DiallerOptions): Promise<Dc09Dialler> {
  const socket = connect({ host: options.host, port: options.port });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return diallerOn(socket, options);
}

/** Answers in their order, for whoever asks first. */
class Answers {
  readonly #ready: Dc09Frame[] = [];
  readonly #waiting: { readonly resolve: (frame: Dc09Frame) => void; readonly reject: (error: Error) => void }[] = [];
  #isClosed = false;

  take(frame: Dc09Frame): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#ready.push(frame);
    else next.resolve(frame);
  }

  next(): Promise<Dc09Frame> {
    const ready = this.#ready.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#isClosed) return Promise.reject(new Error('the line was closed'));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the line was closed'));
  }
}

function diallerOn(socket: Socket, options: Dc09DiallerOptions): Dc09Dialler {
  const deframer = new Deframer();
  const answers = new Answers();
  let sequence = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    for (const bytes of deframer.push(chunk).frames) {
      const frame = decodeFrame(bytes);
      if (frame.ok) answers.take(frame.value);
    }
  });
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      answers.close();
      resolve();
    });
  });
  const encode = (report: Dc09Report): Buffer => {
    sequence = report.id === 'NULL' ? sequence : (sequence % 9999) + 1;
    return encodeReport(options, report, report.sequence ?? (report.id === 'NULL' ? '0000' : String(sequence).padStart(4, '0')));
  };
  return {
    encode,
    answer: () => answers.next(),
    closed,
    raw: (bytes) => void socket.write(bytes),
    report(report) {
      socket.write(encode(report));
      return answers.next();
    },
    close: () => socket.destroy(),
  };
}

function encodeReport(options: Dc09DiallerOptions, report: Dc09Report, sequence: string): Buffer {
  const { account, key, nowUtcMs = Date.now, receiver = null, line = '0' } = options;
  const data = report.data === '' ? '' : `#${account}|${report.data}`;
  const plain = `[${data}]${report.extensions ?? ''}_${writeTime(nowUtcMs())}`;
  const content = key === undefined ? plain : encryptContent(plain, key);
  return encodeFrame({ id: report.id, encrypted: key !== undefined, sequence, receiver, line, account, content });
}
