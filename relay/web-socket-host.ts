import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { RELAY_MAX_FRAME, RELAY_SUBPROTOCOL } from '../core/reader/relay/protocol.ts';
import type { Pairing } from './pairing.ts';
import type { Readers } from './readers.ts';
import { Session } from './session.ts';

/** windows of one person, with room */
const MAX_CLIENTS = 16;
/** a client that says no valid hello in this time is hung up on */
const HELLO_MS = 10_000;

export interface WebSocketHostDeps {
  readonly readers: Readers;
  readonly pairing: Pairing;
  readonly host: string;
  /** 0: any free port */
  readonly port: number;
}

export interface WebSocketHost {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else, for pages of this machine's browsers. @throws when the port is taken */
export async function startWebSocketHost({
  readers,
  pairing,
  host,
  port,
}: WebSocketHostDeps): Promise<WebSocketHost> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: RELAY_MAX_FRAME,
    perMessageDeflate: false,
    handleProtocols: () => RELAY_SUBPROTOCOL,
  });
  const sessions = new Set<Session>();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const origin = pageOrigin(request, bound);
    if (origin === undefined || sockets.clients.size >= MAX_CLIENTS) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, origin));
  });

  function serve(socket: WebSocket, origin: string): void {
    const session = new Session({
      readers,
      host,
      admit: (hello) => pairing.admit(origin, hello),
      send: (frame) => socket.send(frame, () => frame.fill(0)),
      hangUp: () => socket.terminate(),
    });
    sessions.add(session);
    const impatience = setTimeout(() => session.admitted || socket.terminate(), HELLO_MS);
    socket.on('message', (data) => void session.hear(asBytes(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(impatience);
      void session.end().finally(() => sessions.delete(session));
    });
  }

  return {
    port: bound,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all([...sessions].map((session) => session.end()));
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * The origin of a page that may ask at all, or undefined. The Host header must name this machine, so that no page
 * reaches us under a name of its own (DNS rebinding); the browser vouches for the Origin header.
 */
function pageOrigin({ headers, url }: IncomingMessage, port: number): string | undefined {
  const { host, origin } = headers;
  if (url !== '/' || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) return undefined;
  if (!(headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).includes(RELAY_SUBPROTOCOL))
    return undefined;
  try {
    const { protocol, hostname, origin: exact } = new URL(origin ?? '');
    const local = hostname === 'localhost' || hostname === '127.0.0.1';
    const secure = protocol === 'https:' || (protocol === 'http:' && local);
    return secure && exact === origin ? exact : undefined;
  } catch {
    return undefined;
  }
}

function asBytes(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
