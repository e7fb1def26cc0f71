/**
 * What a dialect is: it turns a topic and a payload into our words, for one panel.
 * A dialect must not know the broker, keep timers or read a clock: time comes in as an argument.
 */
import type { MappedWord } from '../../../shared/model/mapped-word.ts';
import type { PanelCommandKind } from '../../../shared/model/panels.ts';
import type { CommandProof, PanelCommandRequest, PanelSequence, PanelSignal } from '../../core/ports/devices.ts';

export interface PanelPayload {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** True: this is the state now, not an event now (MQTT 3.1.1, 3.3.1.3). */
  readonly retained: boolean;
}

/** What one message means for one panel. */
export interface Reading {
  readonly signals: readonly PanelSignal[];
  /** Code and detail (`unknownWord: ajar`), or null when understood. */
  readonly problem: string | null;
  /** True when `subscriptions()` may answer differently now. */
  readonly subscriptionsChanged: boolean;
  /** The word or code that nobody has taught us. */
  readonly unknownWord?: string;
  readonly sequence?: PanelSequence;
  /** What the protocol asks us to send in return (a rebirth request). Never retained, dropped while offline. */
  readonly replies?: readonly Outgoing[];
}

/** A message to a panel. Always sent with QoS 1 and never retained. */
export interface Outgoing {
  readonly topic: string;
  readonly payload: string | Uint8Array;
}

/** The site's own meanings of words and codes; asked before the dialect's. */
export interface WordBook {
  /** Exactly as received, then without regard to case. Null = not taught. */
  meaning(word: string): MappedWord | null;
}

export interface CommandPlan {
  readonly messages: readonly Outgoing[];
  readonly proof: CommandProof;
}

export interface PanelDialect {
  readonly panelId: string;
  /** Topic filters that this panel needs now. */
  subscriptions(): readonly string[];
  /** The filters whose retained messages describe the panel and must be read before its states can be; often none. */
  descriptionFilters(): readonly string[];
  /** null: this topic is none of this panel's. Never throws. */
  parse(message: PanelPayload, nowMonoMs: number): Reading | null;
  /** Signals that time alone brings (off delay, expiry), each with the topic they belong to. */
  due(nowMonoMs: number): readonly { readonly topic: string; readonly signal: PanelSignal }[];
  /** What can be asked of it. */
  commands(): readonly PanelCommandKind[];
  /** Does this command take a code? `optional`: it is sent along where there is one. */
  codeFor(kind: PanelCommandKind): 'needed' | 'optional' | 'none';
  /** The messages of a command; null = this panel or point can't. Must be made so that sending it twice does no harm. */
  plan(request: PanelCommandRequest): CommandPlan | null;
}

/** For dialects that only report. */
export const takesNoCommands: Pick<PanelDialect, 'commands' | 'codeFor' | 'plan'> = { commands: () => [], codeFor: () => 'none', plan: () => null };

/** Payloads above this are kept as a fact but not parsed (bytes). */
export const maxPayloadBytes = 1_048_576;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The payload as text; null when it is not UTF-8. */
export function decodeText(payload: Uint8Array): string | null {
  try {
    return strictUtf8.decode(payload);
  } catch {
    return null;
  }
}

/** A reading that could not be understood. Control characters in the detail are escaped and it is cut to 120 characters. */
export function misunderstood(code: string, detail = ''): Reading {
  const problem = detail === '' ? code : `${code}: ${JSON.stringify(detail.slice(0, 120)).slice(1, -1)}`;
  return { signals: [], problem, subscriptionsChanged: false };
}

/** A word or code that is in nobody's table: kept, counted and offered to be taught. Cut to 120 characters. */
export function unknownWord(word: string): Reading {
  return { ...misunderstood('unknownWord', word), unknownWord: word.slice(0, 120) };
}

/** A reading with signals and no problem. */
export function understood(signals: readonly PanelSignal[], subscriptionsChanged = false): Reading {
  return { signals, problem: null, subscriptionsChanged };
}
