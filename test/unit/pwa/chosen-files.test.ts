import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { ChosenFiles, MAX_FILES } from '../../../pwa/files/chosen-files.svelte.ts';

type Hash = ConstructorParameters<typeof ChosenFiles>[0];

const file = (name: string, content = name): File => new File([content], name);
const sha256 = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
/** Hashes at once, as the worker would. */
const honest: Hash = async ({ name, file }) => ({
  ticket: `ticket of ${name}`,
  name,
  size: file.size,
  digest: sha256(await file.text()),
});
const states = ({ list }: ChosenFiles): string[] => list.map(({ file, state }) => `${file.name} ${state}`);
const settled = () => new Promise((resolve) => setTimeout(resolve, 150));

describe('ChosenFiles', () => {
  it('goes through the files one after the other', async () => {
    const open: { name: string; end: () => void }[] = [];
    const files = new ChosenFiles(async (input, options) => {
      options.onProgress?.({ step: 'hash', done: 1, total: 2 });
      await new Promise<void>((end) => open.push({ name: input.name, end }));
      return honest(input, options);
    });
    files.add([file('a'), file('b')]);
    await vi.waitFor(() => expect(states(files)).toEqual(['a hashing', 'b waiting']));
    expect(files.list[0]).toMatchObject({ done: 1 });
    open[0]?.end();
    await vi.waitFor(() => expect(states(files)).toEqual(['a ready', 'b hashing']));
    open[1]?.end();
    await vi.waitFor(() => expect(states(files)).toEqual(['a ready', 'b ready']));
    expect(files.list[0]).toMatchObject({ hashed: { ticket: 'ticket of a' }, text: [{ text: 'a' }] });
  });

  it('stops a file that is taken out, and goes on with the next', async () => {
    const aborted: string[] = [];
    const files = new ChosenFiles((input, options) => {
      if (input.name === 'b') return honest(input, options);
      return new Promise((_, reject) => {
        options.signal?.addEventListener('abort', () => {
          aborted.push(input.name);
          reject(new KazasuError('task.cancelled'));
        });
      });
    });
    files.add([file('a'), file('b')]);
    await settled();
    files.remove(files.list[0]!.id);
    await settled();
    expect(aborted).toEqual(['a']);
    expect(states(files)).toEqual(['b ready']);
    files.add([file('c')]);
    await settled();
    files.clear();
    await settled();
    expect(aborted).toEqual(['a', 'c']);
    expect(files.list).toEqual([]);
  });

  it('keeps a file that cannot be read, with the reason', async () => {
    const files = new ChosenFiles(({ name }) => {
      throw name === 'known' ? new KazasuError('file.unreadable') : new Error('surprise');
    });
    files.add([file('known'), file('surprise')]);
    await vi.waitFor(() => expect(states(files)).toEqual(['known failed', 'surprise failed']));
    for (const one of files.list) expect(one).toMatchObject({ error: { code: 'file.unreadable' } });
  });

  it('shows a text only when it is what will be signed', async () => {
    const files = new ChosenFiles(async (input, options) => ({
      ...(await honest(input, options)),
      digest: sha256('something else'),
    }));
    files.add([file('a.txt', 'I owe you 100 yen')]);
    await settled();
    expect(files.list[0]).toMatchObject({ state: 'failed', error: { detail: { what: 'changed' } } });
  });

  it('shows no text of a large file, and takes no more files than can be looked at', async () => {
    const files = new ChosenFiles(honest);
    files.add([new File([new Uint8Array(64 * 1024 + 1).fill(0x61)], 'large')]);
    await settled();
    expect(files.list[0]).toMatchObject({ state: 'ready', text: undefined });
    files.add(Array.from({ length: MAX_FILES + 1 }, (_, i) => file(String(i))));
    expect(files.list).toHaveLength(MAX_FILES);
    expect(files.leftOut).toBe(2);
    files.remove(files.list[0]!.id);
    expect(files.leftOut).toBe(0);
  });
});
