import { KazasuError } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { readHello } from './answer.ts';
import { RelayClient } from './client.ts';
import type { RelayPipe } from './pipe.ts';
import { RELAY_VERSION } from './protocol.ts';
import { relayError } from './relay-error.ts';

/** Chrome may have to start the host first */
const HELLO_MS = 20_000;

export interface RelayCredentials {
  /** what an earlier pairing gave */
  readonly token?: string;
  /** the number the host shows to its person */
  readonly code?: string;
}

/** How a host receives us. */
export type RelayWelcome =
  | {
      readonly outcome: 'welcome';
      readonly client: RelayClient;
      /** of a new pairing: to be kept by the page */
      readonly token?: string;
    }
  /** the host wants the number it shows; `locked`: too many wrong ones, it shows a new one later */
  | { readonly outcome: 'pairing'; readonly why: 'not-paired' | 'wrong-code' | 'locked' };

/**
 * Says hello over a new pipe, and asks for the readers. The pipe is closed unless we are welcome.
 * @throws KazasuError `reader.host-version`, `reader.no-service`, `reader.lost`, `reader.failed`
 */
export async function openRelay(
  pipe: RelayPipe,
  clock: Clock,
  name: string,
  { token, code }: RelayCredentials = {},
): Promise<RelayWelcome> {
  const client = new RelayClient(pipe, clock);
  try {
    const hello = {
      do: 'hello',
      versions: [RELAY_VERSION],
      client: name,
      ...(token !== undefined && { token }),
      ...(code !== undefined && { code }),
    } as const;
    const answer = await client.ask(hello, HELLO_MS);
    if ('refused' in answer) {
      const why = answer.refused;
      if (why !== 'not-paired' && why !== 'wrong-code' && why !== 'locked')
        throw relayError(why, 'hello', 'no');
      client.close();
      return { outcome: 'pairing', why };
    }
    const said = readHello(answer.ok);
    if (said?.version !== RELAY_VERSION)
      throw new KazasuError('reader.host-version', { what: 'hello', sent: 'no' });
    await client.learnSlots(HELLO_MS);
    return { outcome: 'welcome', client, ...(said.token !== undefined && { token: said.token }) };
  } catch (error) {
    client.close();
    // a way that ends before anybody greeted: nobody was there
    const gone = error instanceof KazasuError && error.code === 'reader.lost';
    throw gone ? new KazasuError('reader.no-host', { sent: 'no' }) : error;
  }
}
