import type { Readable, Writable } from 'node:stream';
import { Fault } from './fault.ts';
import { nativeFrame, NativeFrames } from './native-frames.ts';
import type { Readers } from './readers.ts';
import { Session } from './session.ts';

export interface NativeHostDeps {
  readonly readers: Readers;
  readonly host: string;
  /** who Chrome says is calling, `chrome-extension://…/` */
  readonly caller: string | undefined;
  /** the extension we were installed for */
  readonly extensionId: string;
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves one extension over stdin and stdout until Chrome closes them. Opens no port; Chrome starts and ends it. */
export async function serveNative(deps: NativeHostDeps): Promise<void> {
  const { readers, host, caller, extensionId, input, output } = deps;
  const frames = new NativeFrames();
  const session = new Session({
    readers,
    host,
    admit: () => {
      if (caller !== `chrome-extension://${extensionId}/`) throw new Fault('not-paired');
      return undefined;
    },
    send: (json) => {
      const frame = nativeFrame(json);
      json.fill(0);
      output.write(frame, () => frame.fill(0));
    },
    hangUp: () => input.destroy(),
  });
  output.on('error', () => input.destroy());
  await new Promise<void>((done) => {
    input.on('data', (piece: Buffer) => {
      const understood = frames.push(piece, (json) => void session.hear(json).finally(() => json.fill(0)));
      if (!understood) input.destroy();
    });
    input.once('close', done);
    input.once('end', done);
    input.once('error', () => done());
  });
  await session.end();
}
