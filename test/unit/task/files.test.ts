import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../core/virtual/card.ts';
import { FileShelf } from '../../../core/task/file-shelf.ts';
import { MAX_ATTACHED, type SignedFiles } from '../../../core/task/sign-files.ts';
import type { Progress, Reply } from '../../../core/worker/protocol.ts';
import { pinBytes, testHost, type TestHost } from '../../support/host.ts';

const TEXT = new Blob(['誓約書\n山では約束を守ります。\n']);

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.code} ${JSON.stringify(reply.detail)}`);
  return reply.value;
}

async function ticketOf(host: TestHost, file: Blob, name = '誓約書.txt'): Promise<string> {
  return value(await host.run('hash-file', { name, file })).ticket;
}

async function sign(
  host: TestHost,
  files: readonly { ticket: string; attached: boolean }[],
  pin = 'ABC123',
): Promise<SignedFiles> {
  const end = value(await host.run('sign-files', { pin: pinBytes(pin), lastTryConfirmed: false, files }));
  if (end.outcome !== 'done') throw new Error(end.outcome);
  return end;
}

describe('hash-file', () => {
  it('gives the digest that everybody computes, whatever the length, and tells how far it is', async () => {
    const host = await testHost();
    for (const length of [0, 1, 63, 64, 65, 70_000, 20 * 1024 * 1024]) {
      const bytes = new Uint8Array(length).fill(0xa5);
      const steps: Progress[] = [];
      const file = new Blob([bytes]);
      const hashed = value(await host.run('hash-file', { name: 'x', file }, (step) => steps.push(step)));
      expect(Buffer.from(hashed.digest).toString('hex')).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
      expect(hashed).toMatchObject({ name: 'x', size: length });
      expect(steps.at(-1)).toEqual({ step: 'hash', done: length, total: length });
      if (length === 20 * 1024 * 1024) expect(steps.length).toBe(21);
    }
  });

  it('needs no card and runs beside a task that does', async () => {
    const host = await testHost({ delayMs: 5 });
    const running = host.run('my-card', undefined, undefined, 'card');
    expect((await host.run('hash-file', { name: 'x', file: TEXT }, undefined, 'file')).ok).toBe(true);
    expect((await running).ok).toBe(true);
  });

  it('can be cancelled in the middle', async () => {
    const host = await testHost();
    const file = new Blob([new Uint8Array(40 * 1024 * 1024)]);
    const reply = await host.run('hash-file', { name: 'x', file }, ({ done = 0 }) => {
      if (done > 2 * 1024 * 1024) host.host.cancel('task');
    });
    expect(reply).toMatchObject({ ok: false, code: 'task.cancelled' });
  });

  it('says when a file cannot be read', async () => {
    const host = await testHost();
    const gone = new Blob(['x']);
    gone.slice = () => {
      const piece = new Blob();
      piece.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      return piece;
    };
    expect(await host.run('hash-file', { name: 'x', file: gone })).toMatchObject({
      ok: false,
      code: 'file.unreadable',
    });
  });
});

describe('sign-files', () => {
  it('signs each file by itself under one password, and check-file reads it back', async () => {
    const host = await testHost();
    const [a, b] = [await ticketOf(host, TEXT), await ticketOf(host, new Blob(['another']), 'b.txt')];
    const done = await sign(host, [
      { ticket: a, attached: false },
      { ticket: b, attached: true },
    ]);
    expect(done.files.map(({ name, attached }) => [name, attached])).toEqual([
      ['誓約書.txt', false],
      ['b.txt', true],
    ]);
    expect(done.report).toMatchObject({
      cryptographic: 'ok',
      chain: { outcome: 'test' },
      purpose: 'ok',
      revocation: 'not-checked',
    });
    expect(done.signer.holder).toMatchObject({ name: '架空　ひかり', nameSubstitutes: [] });

    const [detached, attached] = done.files.map(({ cms }) => new Blob([cms as Uint8Array<ArrayBuffer>]));
    const good = value(await host.run('check-file', { signature: detached!, file: TEXT }));
    expect(good).toMatchObject({
      format: 'ok',
      report: {
        cryptographic: 'ok',
        content: 'ok',
        contentType: 'ok',
        signingCertificate: 'ok',
        chain: { outcome: 'test' },
        time: 'device',
      },
    });
    const inside = value(await host.run('check-file', { signature: attached! }));
    expect(inside).toMatchObject({
      format: 'ok',
      report: { content: 'ok' },
      content: new Uint8Array(Buffer.from('another')),
    });
    const other = value(await host.run('check-file', { signature: detached!, file: new Blob(['other']) }));
    expect(other).toMatchObject({ format: 'ok', report: { cryptographic: 'ok', content: 'changed' } });
    expect(value(await host.run('check-file', { signature: TEXT, file: TEXT }))).toEqual({
      format: 'not-der',
    });
  });

  it('needs SELECT, SELECT PIN file, empty VERIFY, VERIFY, the certificate, one signature per file and one to clear', async () => {
    const host = await testHost();
    const tickets = [await ticketOf(host, TEXT), await ticketOf(host, TEXT), await ticketOf(host, TEXT)];
    const done = await sign(
      host,
      tickets.map((ticket) => ({ ticket, attached: false })),
    );
    expect(done.signer.der.length).toBeGreaterThanOrEqual(1500);
    expect((await host.trace()).map(({ name }) => name)).toEqual([
      'SELECT jpki',
      'SELECT EF',
      'VERIFY (empty)',
      'VERIFY',
      ...Array<string>(Math.ceil(done.signer.der.length / 256)).fill('READ BINARY'),
      'SIGN',
      'SIGN',
      'SIGN',
      'SELECT jpki',
    ]);
  });

  it('finds what cannot be signed before a password is tried', async () => {
    const host = await testHost();
    const large = await ticketOf(host, new Blob([new Uint8Array(MAX_ATTACHED + 1)]));
    const changed = new Blob(['x']);
    const ticket = await ticketOf(host, changed);
    changed.arrayBuffer = () => Promise.resolve(new TextEncoder().encode('y').buffer);
    const pin = (): Uint8Array => pinBytes('ABC123');
    for (const [files, code] of [
      [[], 'file.unknown'],
      [[{ ticket: 'no-such', attached: false }], 'file.unknown'],
      [[{ ticket: large, attached: true }], 'file.too-large'],
      [[{ ticket, attached: true }], 'file.unreadable'],
    ] as const) {
      const reply = await host.run('sign-files', { pin: pin(), lastTryConfirmed: false, files });
      expect(reply).toMatchObject({ ok: false, code, detail: { pinTry: 'not-used' } });
    }
    expect(await host.trace()).toEqual([]);
    expect((await sign(host, [{ ticket: large, attached: false }])).files.length).toBe(1);
  });

  it('says so when the card has no signing certificate, and uses no try of a wrong password twice', async () => {
    const child = await testHost({ persona: 'child' });
    const ticket = await ticketOf(child, TEXT);
    const reply = value(
      await child.run('sign-files', {
        pin: pinBytes('ABC123'),
        lastTryConfirmed: false,
        files: [{ ticket, attached: false }],
      }),
    );
    expect(['blocked', 'not-on-card', 'no-certificate']).toContain(reply.outcome);
    const adult = await testHost();
    const files = [{ ticket: await ticketOf(adult, TEXT), attached: false }];
    const wrong = value(
      await adult.run('sign-files', { pin: pinBytes('WRONG1'), lastTryConfirmed: false, files }),
    );
    expect(wrong).toEqual({ outcome: 'wrong-pin', left: 4 });
  });

  it('shows substitute characters by position', async () => {
    const host = await testHost({ persona: 'substitutes' });
    const done = await sign(host, [{ ticket: await ticketOf(host, TEXT), attached: false }]);
    const { nameSubstitutes = [], addressSubstitutes = [] } = done.signer.holder ?? {};
    expect(nameSubstitutes.length + addressSubstitutes.length).toBeGreaterThan(0);
  });
});

describe('card-face', () => {
  it('gives photo, printed items and expiry by 照合番号B', async () => {
    const host = await testHost();
    const { referenceNumberB } = await credentialsOf('adult');
    const face = value(
      await host.run('card-face', { pin: pinBytes(referenceNumberB), lastTryConfirmed: false }),
    );
    if (face.outcome !== 'done') throw new Error(face.outcome);
    expect(Buffer.from(face.name.subarray(1, 4)).toString()).toBe('PNG');
    expect(Buffer.from(face.address.subarray(1, 4)).toString()).toBe('PNG');
    expect(Buffer.from(face.photo.subarray(4, 8)).toString()).toBe('jP  ');
    expect(face.expiry.date?.year).toBeGreaterThan(2026);
    expect(face.signature).toBe('not-checked');
  });
  it('counts a wrong number', async () => {
    const host = await testHost();
    const reply = await host.run('card-face', { pin: pinBytes('0'.repeat(14)), lastTryConfirmed: false });
    expect(value(reply)).toEqual({ outcome: 'wrong-pin', left: 9 });
  });
});

describe('FileShelf', () => {
  it('keeps the last hundred files', () => {
    const shelf = new FileShelf();
    const put = (): string => shelf.put({ name: 'x', size: 0, digest: new Uint8Array(32), blob: new Blob() });
    const first = put();
    for (let i = 0; i < 99; i++) put();
    expect(shelf.get(first).name).toBe('x');
    put();
    expect(() => shelf.get(first)).toThrow(expect.objectContaining({ code: 'file.unknown' }));
  });
});
