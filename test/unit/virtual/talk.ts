import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { create, type VirtualCard, type VirtualCardOptions } from '../../../core/virtual/card.ts';

export const SELECT = {
  jpki: '00A4040C0A D392F000260100000001',
  text: '00A4040C0A D3921000310001010408',
  surface: '00A4040C0A D3921000310001010402',
  juki: '00A4040C0A D3921000310001010401',
  common: '00A4040C0A D3921000310001010100',
} as const;

/** the day every test without its own clock takes place on */
export const NOW = new Date('2026-11-24T03:00:00Z');

export interface Talk {
  readonly card: VirtualCard;
  /** a command and its answer in hexadecimal; white space is passed over */
  readonly say: (command: string) => Promise<string>;
  /** selects and reads a whole file, filler included; an Error with the status word when it cannot be read */
  readonly read: (id: string) => Promise<Uint8Array>;
  /** SELECT of a PIN file and VERIFY; the status word */
  readonly verify: (id: string, value: string) => Promise<string>;
}

export function talk(options: VirtualCardOptions = {}): Talk {
  const card = create({ now: () => NOW, ...options });
  const say = async (command: string): Promise<string> => toHex(await card.transmit(fromHex(command)));
  return {
    card,
    say,
    async read(id) {
      const selected = await say(`00A4020C02${id}`);
      if (selected !== '9000') throw new Error(selected);
      let content = '';
      for (let at = 0; ; at += 256) {
        const answer = await say(`00B0${at.toString(16).padStart(4, '0')}00`);
        const word = answer.slice(-4);
        if (at === 0 && word !== '9000') throw new Error(word);
        if (word !== '9000') break;
        content += answer.slice(0, -4);
        if (answer.length < 2 * 256 + 4) break;
      }
      return fromHex(content);
    },
    async verify(id, value) {
      await say(`00A4020C02${id}`);
      return say(verifyCommand(value));
    },
  };
}

export function verifyCommand(value: string, p2 = '80'): string {
  const data = toHex(toUtf8(value));
  return `002000${p2}${(data.length / 2).toString(16).padStart(2, '0')}${data}`;
}

/**
 * Plays a written conversation, `> command` and `< answer`; text behind `#` is a remark. Gives the answers that came, in
 * the same form, to be compared as a whole.
 */
export async function played(
  conversation: string,
  options: VirtualCardOptions = {},
): Promise<[string, string]> {
  const { say } = talk(options);
  const expected: string[] = [];
  const heard: string[] = [];
  for (const line of conversation.split('\n').map((one) => one.replace(/#.*$/, '').trim())) {
    if (line === '') continue;
    expected.push(line.replace(/\s+/g, ' '));
    if (line.startsWith('>')) {
      heard.push(expected.at(-1) ?? '', `< ${await say(line.slice(1))}`);
    }
  }
  return [heard.join('\n'), expected.join('\n')];
}
