import type { CardConnection } from './card-connection.ts';
import type { CommandApdu } from './command.ts';
import { KazasuError, type Sent } from '../error/kazasu-error.ts';

/**
 * One exchange as it may be shown and sent to support: what was asked and how it ended, no data in either direction.
 * The length of a secret command is left out too: it is the length of a password.
 */
export interface TraceEntry {
  readonly name: string;
  /** CLA INS P1 P2 in hexadecimal */
  readonly header: string;
  /** bytes of command data; absent for a secret command */
  readonly nc?: number;
  readonly ne?: number;
  /** status word, or what became of a command without an answer */
  readonly sw?: number;
  /** bytes of response data */
  readonly nr?: number;
  readonly failed?: string;
  readonly sent?: Sent;
}

/** The same connection; every exchange is told to `note`. */
export function traced(connection: CardConnection, note: (entry: TraceEntry) => void): CardConnection {
  return {
    link: connection.link,
    removed: connection.removed,
    reset: () => connection.reset(),
    release: () => connection.release(),
    async transmit(command) {
      const asked = describe(command);
      try {
        const response = await connection.transmit(command);
        note({ ...asked, sw: response.sw, nr: response.data.length });
        return response;
      } catch (error) {
        const known = error instanceof KazasuError ? error : undefined;
        note({
          ...asked,
          failed: known?.code ?? 'unknown',
          ...(known?.detail.sent && { sent: known.detail.sent }),
        });
        throw error;
      }
    },
  };
}

function describe({ name, cla, ins, p1, p2, data, le, secret }: CommandApdu): TraceEntry {
  const header = [cla, ins, p1, p2].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
  return {
    name,
    header,
    ...(secret ? {} : { nc: data?.length ?? 0 }),
    ...(le === undefined ? {} : { ne: le }),
  };
}
