import { encodeCommand } from '../../core/apdu/command.ts';
import { parseResponse } from '../../core/apdu/response.ts';
import type { CardConnection, LinkInfo } from '../../core/apdu/card-connection.ts';
import { fromHex, toHex } from '../../core/bytes/hex.ts';
import { Card } from '../../core/card/card.ts';

export interface Script {
  readonly card: Card;
  /** throws when commands of the conversation were never sent */
  readonly done: () => void;
}

/**
 * A card that follows a written conversation, `> command` and `< answer` in hexadecimal, and fails on a wrong,
 * missing or left-over command. Text behind `#` is a remark.
 */
export function scriptedCard(conversation: string, link: Partial<LinkInfo> = {}): Script {
  const lines = conversation
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
  let at = 0;
  const connection: CardConnection = {
    link: { route: 'software', simulated: true, maxCommandData: 0xffff, maxResponseData: 0x10000, ...link },
    removed: new Promise(() => undefined),
    reset: () => Promise.resolve(),
    release: () => Promise.resolve(),
    transmit(command) {
      const sent = toHex(encodeCommand(command));
      const expected = lines[at]?.startsWith('>') ? toHex(fromHex(lines[at]!.slice(1))) : undefined;
      if (sent !== expected)
        return Promise.reject(new Error(`line ${at}: sent ${sent}, expected ${expected ?? 'nothing'}`));
      const answer = lines[at + 1];
      if (!answer?.startsWith('<')) return Promise.reject(new Error(`line ${at + 1}: an answer is missing`));
      at += 2;
      return Promise.resolve(parseResponse(fromHex(answer.slice(1))));
    },
  };
  return {
    card: new Card(connection),
    done: () => {
      if (at !== lines.length) throw new Error(`not sent: ${lines[at]}`);
    },
  };
}
