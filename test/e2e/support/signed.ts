import { pinBytes, testHost } from '../../support/host.ts';

/** Signatures of the software card over a file, made by the tasks themselves, to be given to the checking screen. */
export async function signedByCard(
  content: string | Uint8Array<ArrayBuffer>,
  { attached = false, persona = 'adult' } = {},
): Promise<Uint8Array> {
  const host = await testHost({ persona });
  const file = new Blob([content]);
  const hashed = await host.run('hash-file', { name: 'file', file });
  if (!hashed.ok) throw new Error(hashed.code);
  const files = [{ ticket: hashed.value.ticket, attached }];
  const signed = await host.run('sign-files', { pin: pinBytes('ABC123'), lastTryConfirmed: false, files });
  if (!signed.ok) throw new Error(signed.code);
  if (signed.value.outcome !== 'done') throw new Error(signed.value.outcome);
  const [first] = signed.value.files;
  if (!first) throw new Error('no signature');
  return first.cms;
}
