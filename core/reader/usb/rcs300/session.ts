import { wipe } from '../../../bytes/wipe.ts';
import { toHex } from '../../../bytes/hex.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import { sleep, type Clock } from '../../clock.ts';
import type { RadioAnswer } from '../../contactless/radio.ts';
import type { Rcs300Command, Rcs300Link } from './link.ts';
import * as objects from './objects.ts';
import { OBJECT } from './objects.ts';

/** readers.md 3.5 */
const OFF_MS = 30;
const ON_MS = 30;
const SESSION_OPEN = 0x698a;
/** what a switch takes at most by itself, ms: several polls, activation */
const SWITCH_MS = 3000;

/** What a switch of protocol came to. `refused`: the reader does not know it, or not here. */
export type Switched =
  | { readonly kind: 'done'; readonly reply: objects.Reply }
  | { readonly kind: 'silence' }
  | { readonly kind: 'refused'; readonly sw: number };

export interface Exchange {
  readonly waitMs: number;
  /** transmission and reception flags (readers.md 3.3); absent: not stated */
  readonly flags?: number | undefined;
  /** ms the reader may be busy with it; absent: what it waits for the card */
  readonly takesMs?: number;
  readonly once?: boolean;
}

/**
 * The transparent session of an RC-S300 (readers.md 3.5). A session outlives whoever began it, so one is ended before
 * ours begins; after any failure nobody knows where it stands, and the next use begins a new one.
 */
export class Rcs300Session {
  readonly lost: Promise<void>;
  readonly #link: Rcs300Link;
  readonly #clock: Clock;
  #begun = false;
  #lit = false;

  constructor(link: Rcs300Link, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
    this.lost = link.lost;
  }

  /** Its firmware, 18 bytes in hexadecimal: nothing says which of them are the version. It also keeps a session awake. */
  async firmware(): Promise<string> {
    const data = objects.parseData(await this.#command(objects.FIRMWARE, { name: 'firmware' }), 'firmware');
    if (data === undefined) throw objects.failed('firmware');
    return toHex(data);
  }

  /** UID or PUPI of the card that the last switch found */
  async uid(): Promise<Uint8Array | undefined> {
    return objects.parseData(await this.#command(objects.GET_UID, { name: 'uid' }), 'uid');
  }

  /** field on, in a session; nothing happens when it is */
  async on(): Promise<void> {
    if (this.#lit) return;
    if (!this.#begun) await this.#begin();
    await this.#manage('rfOff');
    await sleep(this.#clock, OFF_MS);
    await this.#manage('rfOn');
    await sleep(this.#clock, ON_MS);
    this.#lit = true;
  }

  /** every card loses its power, and gets it again */
  async powerCycle(): Promise<void> {
    this.#lit = false;
    await this.on();
  }

  /** Field off and session over: what flags it had are forgotten, others can begin theirs. */
  async end(): Promise<void> {
    this.#lit = false;
    if (this.#begun) await this.#manage('rfOff');
    this.#begun = false;
    await this.#ended();
  }

  async switchTo(standard: number, layer: number): Promise<Switched> {
    const name = `switch ${standard}${layer}`;
    const bytes = await this.#command(objects.switchProtocol(standard, layer), { name, takesMs: SWITCH_MS });
    const reply = this.#parse(bytes, name);
    if (objects.isDone(reply)) return { kind: 'done', reply };
    return objects.isSilence(reply) ? { kind: 'silence' } : { kind: 'refused', sw: reply.sw };
  }

  /** Copies of `data` are overwritten. */
  async exchange(
    data: Uint8Array,
    { waitMs, flags, takesMs = waitMs, once = false }: Exchange,
  ): Promise<RadioAnswer> {
    const payload = objects.transceive(data, waitMs, flags);
    const answer = this.#command(payload, { name: 'exchange', takesMs, once });
    const reply = this.#parse(await answer.finally(() => wipe(payload)), 'exchange');
    if (objects.isSilence(reply)) return { kind: 'silence' };
    if (!objects.isDone(reply)) throw this.#lostTrack(objects.failed('exchange', reply.sw));
    const bytes = objects.valueOf(reply, OBJECT.response);
    const [bits = 0] = objects.valueOf(reply, OBJECT.bits) ?? [];
    const [errors = 0] = objects.valueOf(reply, OBJECT.received) ?? [];
    return bytes === undefined || bits !== 0 || errors !== 0 ? { kind: 'garbled' } : { kind: 'frame', bytes };
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async #begin(): Promise<void> {
    await this.#ended();
    if ((await this.#managed('startSession')).sw === SESSION_OPEN) {
      await this.#ended();
      await this.#manage('startSession');
    }
    this.#begun = true;
  }

  /** also when there is none to end: then the reader may say so */
  async #ended(): Promise<void> {
    await this.#managed('endSession');
  }

  async #manage(name: 'startSession' | 'rfOff' | 'rfOn'): Promise<void> {
    const reply = await this.#managed(name);
    if (!objects.isDone(reply)) throw this.#lostTrack(objects.failed(name, reply.sw));
  }

  async #managed(name: 'startSession' | 'endSession' | 'rfOff' | 'rfOn'): Promise<objects.Reply> {
    return this.#parse(await this.#command(objects.manage(OBJECT[name]), { name }), name);
  }

  #parse(bytes: Uint8Array, name: string): objects.Reply {
    try {
      return objects.parseReply(bytes, name);
    } catch (error) {
      throw this.#lostTrack(error);
    }
  }

  async #command(payload: Uint8Array, command: Rcs300Command): Promise<Uint8Array> {
    try {
      return await this.#link.command(payload, command);
    } catch (error) {
      throw this.#lostTrack(error);
    }
  }

  #lostTrack(error: unknown): unknown {
    if (error instanceof KazasuError) this.#begun = this.#lit = false;
    return error;
  }
}
