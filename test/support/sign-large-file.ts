/**
 * Signs and checks a sparse file of 4 GB in a process of its own, and prints what memory it took beyond the baseline:
 * `tsx sign-large-file.ts FOLDER`. Leaves `large.bin` and `large.bin.p7s` there.
 */
import { openAsBlob } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pinBytes, testHost } from './host.ts';

const SIZE = 4_000_000_000;
const [folder = '.'] = process.argv.slice(2);
const path = join(folder, 'large.bin');

const handle = await open(path, 'w');
await handle.truncate(SIZE);
await handle.write('the end', SIZE - 7);
await handle.close();

const host = await testHost();
await host.run('my-card', undefined); // everything that is loaded lazily is loaded
const small = await host.run('hash-file', { name: 'x', file: new Blob(['x']) });
if (!small.ok) throw new Error(small.code);
globalThis.gc?.();
const baseline = process.memoryUsage.rss();
let peak = baseline;
const watch = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};

const start = performance.now();
const file = await openAsBlob(path);
const hashed = await host.run('hash-file', { name: 'large.bin', file }, watch);
if (!hashed.ok) throw new Error(hashed.code);
const files = [{ ticket: hashed.value.ticket, attached: false }];
const signed = await host.run(
  'sign-files',
  { pin: pinBytes('ABC123'), lastTryConfirmed: false, files },
  watch,
);
if (!signed.ok || signed.value.outcome !== 'done') throw new Error('not signed');
const cms = signed.value.files[0]!.cms;
await writeFile(`${path}.p7s`, cms);
const checked = await host.run(
  'check-file',
  { signature: new Blob([cms as Uint8Array<ArrayBuffer>]), file },
  watch,
);
if (!checked.ok || checked.value.format !== 'ok') throw new Error('not checked');
const { cryptographic, content, chain } = checked.value.report;
console.log(
  JSON.stringify({
    size: file.size,
    cryptographic,
    content,
    chain: chain.outcome,
    beyondBaseline: peak - baseline,
    seconds: (performance.now() - start) / 1000,
  }),
);
