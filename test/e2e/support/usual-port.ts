import { connect, createServer, type Server, type Socket } from 'node:net';
import { RELAY_PORT } from '../../../core/reader/relay/protocol.ts';

/**
 * Stands in for the local host's usual port, since tests use free ones: the browser is told to find us there
 * (--host-resolver-rules), and we pass everything on, with the Host header the local host expects.
 */
export class UsualPort {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  static async to(port: number): Promise<UsualPort> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const usual = new UsualPort(server, typeof address === 'object' && address ? address.port : 0);
    server.on('connection', (browser) => usual.#carry(browser, port));
    return usual;
  }

  /** for Chromium's command line */
  get rule(): string {
    return `--host-resolver-rules=MAP 127.0.0.1:${RELAY_PORT} 127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #carry(browser: Socket, port: number): void {
    const host = connect({ host: '127.0.0.1', port });
    for (const socket of [browser, host]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        browser.destroy();
        host.destroy();
      });
    }
    browser.once('data', (head: Buffer) => {
      host.write(
        head.toString('latin1').replace(`Host: 127.0.0.1:${RELAY_PORT}`, `Host: 127.0.0.1:${port}`),
        'latin1',
      );
      browser.pipe(host);
    });
    host.pipe(browser);
  }
}
