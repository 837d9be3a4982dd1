import type { CardConnection } from '../../apdu/card-connection.ts';
import { encodeCommand } from '../../apdu/command.ts';
import { concat } from '../../bytes/concat.ts';
import { wipe } from '../../bytes/wipe.ts';
import { KazasuError } from '../../error/kazasu-error.ts';
import type { TraceRecorder } from './recorder.ts';

/** The same connection; each APDU is told to the recorder, masked. For routes without transfers of ours. */
export function recordCard(connection: CardConnection, recorder: TraceRecorder): CardConnection {
  return {
    get link() {
      return connection.link;
    },
    removed: connection.removed,
    reset: () => connection.reset(),
    release: () => connection.release(),
    async transmit(command) {
      const apdu = encodeCommand(command);
      recorder.command(apdu);
      wipe(apdu);
      try {
        const response = await connection.transmit(command);
        recorder.response(concat(response.data, Uint8Array.of(response.sw >> 8, response.sw & 0xff)));
        return response;
      } catch (error) {
        recorder.note(error instanceof KazasuError ? error.code : 'unknown');
        throw error;
      }
    },
  };
}
