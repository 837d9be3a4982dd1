import { concat } from '../../../bytes/concat.ts';
import { withCrc, withoutCrc } from '../air/check.ts';
import { crcA } from '../air/crc-a.ts';
import type { Field } from '../air/field.ts';
import { Pcd, type Declared } from '../air/pcd.ts';
import type { Modulation } from '../air/picc.ts';
import type { DeviceClock } from '../clock.ts';
import { object } from './objects.ts';
import type { Rcs300Options } from './options.ts';

const MODULATIONS = {
  A: { technology: 'A', toCard: 106, toReader: 106 },
  B: { technology: 'B', toCard: 106, toReader: 106 },
  F: { technology: 'F', toCard: 212, toReader: 212 },
} as const satisfies Record<string, Modulation>;

/** flags of an exchange (readers.md 3.3) */
const FLAG = { noCrc: 0x01, keepCrc: 0x02, noParity: 0x0c, noPrologue: 0x10 } as const;
const LENGTH = 0x6700;
/** ms for an answer to a polling frame */
const POLL_MS = 5;

/** What the radio heard; `damaged`: its check sum was wrong. A number is the status word of a failure. */
type Heard = { readonly bytes: Uint8Array; readonly damaged: boolean } | number;

/** Field, protocol and selected card of an RC-S300. */
export class Rcs300Radio {
  flags = 0;
  readonly #field: Field;
  readonly #clock: DeviceClock;
  readonly #options: Rcs300Options;
  readonly #pcd: Pcd;
  #protocol: { readonly technology: keyof typeof MODULATIONS; readonly layer: number } | undefined;
  #uid: Uint8Array | undefined;

  constructor(field: Field, clock: DeviceClock, options: Rcs300Options) {
    this.#field = field;
    this.#clock = clock;
    this.#options = options;
    this.#pcd = new Pcd(field, clock);
  }

  get on(): boolean {
    return this.#field.on;
  }

  /** a protocol was switched to, card or not */
  get ready(): boolean {
    return this.on && this.#protocol !== undefined;
  }

  /** of the card that the last switch found */
  get uid(): Uint8Array | undefined {
    return this.#uid;
  }

  switch(on: boolean): void {
    this.#field.switch(on);
    if (on) return;
    this.#pcd.forget();
    this.#uid = undefined;
  }

  /** the session is over */
  forget(): void {
    this.#protocol = undefined;
    this.flags = 0;
  }

  /** @returns data objects, a status word when no card answers, undefined for what it does not know */
  async switchTo(standard: number, layer: number): Promise<Uint8Array | number | undefined> {
    const { silence, layer4 } = this.#options;
    const technology = (['A', 'B', undefined, 'F'] as const)[standard];
    const known = technology === 'F' ? layer <= 1 : layer === 3 || (layer === 4 && technology === 'B');
    if (technology === undefined || !known || (layer === 4 && layer4 === 'refused')) return undefined;
    const before = this.#protocol;
    this.#protocol = { technology, layer };
    this.#uid = undefined;
    if (technology === 'F') return new Uint8Array();
    if (technology === 'A') return (await this.#findA()) ?? silence;
    return (await this.#findB(layer, before?.technology === 'B')) ?? silence;
  }

  async exchange(bytes: Uint8Array, waitMs: number): Promise<Heard> {
    const { flagsPersist, maxPayload, silence } = this.#options;
    const { technology = 'B', layer = 3 } = this.#protocol ?? {};
    const flags = this.flags;
    if (!flagsPersist) this.flags = 0;
    if (bytes.length === 0 || bytes.length > maxPayload) return LENGTH;
    if (technology === 'B' && (flags & FLAG.noPrologue) === 0) {
      const answer = layer === 4 && this.#manages(flags) ? await this.#pcd.exchange(bytes) : undefined;
      if (answer === undefined) return silence;
      return answer.length > maxPayload ? LENGTH : { bytes: answer, damaged: false };
    }
    return this.#raw(bytes, technology, flags, waitMs);
  }

  #manages(flags: number): boolean {
    const { managed } = this.#options;
    const parity = flags & FLAG.noParity;
    return this.#pcd.selected && (managed === 'plain' || (managed === 'flags' && parity === FLAG.noParity));
  }

  async #raw(
    bytes: Uint8Array,
    technology: keyof typeof MODULATIONS,
    flags: number,
    waitMs: number,
  ): Promise<Heard> {
    const { silence, damaged, maxPayload } = this.#options;
    // with parity bits a type B card understands nothing
    if (technology === 'B' && (flags & FLAG.noParity) !== FLAG.noParity) {
      await this.#clock.sleep(waitMs);
      return silence;
    }
    const isB = technology === 'B';
    const sent = isB && (flags & FLAG.noCrc) === 0 ? withCrc(bytes) : bytes;
    const { frame, collided, ms } = await this.#field.exchange(sent, MODULATIONS[technology], waitMs);
    await this.#clock.sleep(ms);
    if (frame === undefined) return silence;
    const checked = isB && (flags & FLAG.keepCrc) === 0 ? withoutCrc(frame) : frame;
    if (checked === undefined || collided) {
      return damaged === 'silence' ? silence : { bytes: frame, damaged: true };
    }
    return checked.length > maxPayload ? LENGTH : { bytes: checked, damaged: false };
  }

  /** REQA twice (every second one is not answered), anticollision, SELECT: the SAK */
  async #findA(): Promise<Uint8Array | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      if ((await this.#ask(Uint8Array.of(0x26))) === undefined) continue;
      const uid = await this.#ask(Uint8Array.of(0x93, 0x20));
      if (uid?.length !== 5) return undefined;
      const select = concat(Uint8Array.of(0x93, 0x70), uid);
      const sak = await this.#ask(concat(select, crcA(select)));
      this.#uid = uid.slice(0, 4);
      return sak && object(0x8f, sak.slice(0, 1));
    }
    return undefined;
  }

  async #ask(bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const { frame, collided, ms } = await this.#field.exchange(bytes, MODULATIONS.A, POLL_MS);
    await this.#clock.sleep(ms);
    return collided ? undefined : frame;
  }

  async #findB(layer: number, again: boolean): Promise<Uint8Array | undefined> {
    const { layer3, layer4, finds } = this.#options;
    if (again && this.#pcd.selected && finds === 'again') await this.#pcd.deselect();
    this.#pcd.forget();
    const card = await this.#pcd.wake();
    if (card === undefined) return undefined;
    this.#uid = card.pupi;
    if (layer === 3) {
      if (layer3 === 'selected') await this.#pcd.select(card);
      return layer3 === 'bare' ? new Uint8Array() : object(0x8f, card.protocolInfo);
    }
    const answer = await this.#pcd.select(card);
    if (answer === undefined) return undefined;
    return layer4 === 'bare' ? new Uint8Array() : object(0x5f51, atrOf(card, answer));
  }
}

/** The ATR that PC/SC makes up for a type B card (readers.md 5.2). */
function atrOf({ applicationData, protocolInfo }: Declared, attribAnswer: Uint8Array): Uint8Array {
  const mbli = (attribAnswer[0] ?? 0) & 0xf0;
  const body = concat(Uint8Array.of(0x88, 0x80, 0x01), applicationData, protocolInfo, Uint8Array.of(mbli));
  return concat(Uint8Array.of(0x3b), body, Uint8Array.of(body.reduce((a, b) => a ^ b, 0)));
}
