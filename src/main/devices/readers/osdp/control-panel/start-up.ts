/**
 * What is asked of a reader that has just come: a greeting that begins the conversation (ID, or POLL for readers that want to be polled first),
 * who it is, what it has, and in what state it is. Questions only; nothing here decides whether a reader may be trusted.
 */

import type { CheckKind } from '../frame.ts';
import { type Capability, type Command, capabilityFunctions, type ReaderIdentity, type Reply } from '../messages.ts';

/** One may be a disturbed line. */
const mostCrcRefusals = 2;

type Question = Command & { readonly name: 'id' | 'cap' | 'lstat' | 'istat' | 'ostat' | 'rstat' };

const sameReader = (a: ReaderIdentity | null, b: ReaderIdentity): boolean =>
  a !== null && a.vendor === b.vendor && a.model === b.model && a.serial === b.serial && a.firmware === b.firmware && a.version === b.version;

export class StartUp {
  identity: ReaderIdentity | null = null;
  capabilities: readonly Capability[] = [];
  #greeted = false;
  #greetings = 0;
  #askedAgain = false;
  #surveyed = false;
  #questions: Question[] = [];
  #check: CheckKind = 'crc';
  #usualCheck: CheckKind = 'crc';
  readonly #proven = new Set<CheckKind>();
  #crcRefusals = 0;
  #reportsHeads = false;

  get greeted(): boolean {
    return this.#greeted;
  }

  /** The question that is due. */
  get question(): Question | null {
    return this.#questions[0] ?? null;
  }

  /** The conversation begins anew. */
  begin(): void {
    this.#greeted = false;
    this.#askedAgain = false;
    this.#surveyed = false;
    this.#questions = [];
  }

  /** The next greeting: ID, and POLL after one without success. ID first, because a poll would take a card from a reader that may not speak in clear. */
  greet(): Command {
    this.#greetings += 1;
    // Readers that never answered may know the checksum only.
    const tryOther = this.identity === null && this.#greetings % 4 === 3;
    this.#check = tryOther ? other(this.#usualCheck) : this.#usualCheck;
    return this.#greetings % 2 === 1 ? { name: 'id' } : { name: 'poll' };
  }

  /** With CRC or checksum. */
  get check(): CheckKind {
    return this.#check;
  }

  /** It could not check the greeting: the same with the other check. */
  otherCheck(): void {
    if (!this.#greeted) this.#greetings -= 1;
    if (this.#check === 'crc') this.#crcRefusals += 1;
    this.#usualCheck = other(this.#check);
  }

  /** It has answered commands with the check in use. */
  get checkProven(): boolean {
    return this.#proven.has(this.#check);
  }

  proveCheck(): void {
    this.#proven.add(this.#check);
  }

  /** It was away: it may be another reader. */
  doubtCheck(): void {
    this.#proven.clear();
  }

  /** It answered the greeting, if only by a refusal of POLL. */
  answeredGreeting(reply: Reply): void {
    this.#greeted = true;
    this.#greetings = 0;
    this.#usualCheck = this.#check;
    if (reply.name === 'pdid') this.#identified(reply);
    else this.#questions = [{ name: 'id' }, { name: 'cap' }];
  }

  /** The question that is due was answered, or refused, which is taken as nothing to tell. */
  answered(reply: Reply): void {
    const asked = this.#questions.shift();
    if (asked?.name === 'cap' && reply.name === 'pdcap') this.#describedAs(reply.capabilities);
    if (asked?.name === 'id' && reply.name === 'pdid') this.#identified(reply);
  }

  /** The reader may be used, and no question is left: what it would not tell before, then the states that it may have. Once. */
  survey(): void {
    if (this.#surveyed) return;
    if (this.identity === null && !this.#askedAgain) {
      this.#askedAgain = true;
      this.#questions = [{ name: 'id' }, { name: 'cap' }];
      return;
    }
    this.#surveyed = true;
    this.#questions.push({ name: 'lstat' });
    if (this.#has(capabilityFunctions.inputs)) this.#questions.push({ name: 'istat' });
    if (this.#has(capabilityFunctions.outputs)) this.#questions.push({ name: 'ostat' });
    // Only then: one that has no other head would say that it is not connected.
    if (this.#reportsHeads) this.#questions.push({ name: 'rstat' });
  }

  /** It told of its reading heads by itself: from now on they are asked for as well. */
  toldOfHeads(): void {
    this.#reportsHeads = true;
  }

  /** AES-128 by PDCAP function 9; null where it says nothing. */
  get canSecure(): boolean | null {
    const said = this.#capability(capabilityFunctions.security);
    return said === undefined ? null : (said.compliance & 1) === 1;
  }

  #describedAs(capabilities: readonly Capability[]): void {
    this.capabilities = capabilities;
    const said = this.#capability(capabilityFunctions.checkCharacter);
    if (said === undefined) return;
    // A reader that goes on refusing CRC is not believed.
    this.#usualCheck = said.compliance & 1 && this.#crcRefusals < mostCrcRefusals ? 'crc' : 'checksum';
    this.#check = this.#usualCheck;
  }

  #identified(identity: ReaderIdentity): void {
    const known = sameReader(this.identity, identity) && this.capabilities.length > 0;
    const { vendor, model, version, serial, firmware } = identity;
    this.identity = { vendor, model, version, serial, firmware };
    if (known) this.#questions = this.#questions.filter((question) => question.name !== 'cap');
    else if (!this.#questions.some((question) => question.name === 'cap')) this.#questions.unshift({ name: 'cap' });
  }

  #has(fn: number): boolean {
    return (this.#capability(fn)?.count ?? 0) > 0;
  }

  #capability(fn: number): Capability | undefined {
    return this.capabilities.find((capability) => capability.fn === fn);
  }
}

const other = (check: CheckKind): CheckKind => (check === 'crc' ? 'checksum' : 'crc');
