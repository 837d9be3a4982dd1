import { KazasuError } from '../error/kazasu-error.ts';
import type { CmsCheck } from '../pki/cms/report.ts';
import { digestBlob } from './digest-blob.ts';
import type { LocalTask } from './local-task.ts';

export interface CheckFileInput {
  /** `.p7s` or `.p7m` */
  readonly signature: Blob;
  /** the file that was signed; not needed for a `.p7m` */
  readonly file?: Blob;
}

/** Above this nothing is read: the check would say `too-large` (core/pki/cms/read-cms.ts). */
const MAX_SIGNATURE = 16 * 1024 * 1024 + 1;

/**
 * Checks a signature over a file, step by step (services.md 5.3). Roots of the software card are known too: what they
 * signed is `test`, never anchored.
 */
export const checkFile: LocalTask<CheckFileInput, CmsCheck> = async (context, { signature, file }) => {
  const contentDigest = file && (await digestBlob(file, context));
  context.progress({ step: 'check' });
  const { checkCms, JPKI_ANCHORS, TEST_ANCHORS } = await import('./checking-formats.ts');
  return checkCms({
    cms: await bytesOf(signature),
    ...(contentDigest && { contentDigest }),
    expectedPurpose: 'signing',
    now: context.now(),
    anchors: [...JPKI_ANCHORS, ...TEST_ANCHORS],
  });
};

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(0, MAX_SIGNATURE).arrayBuffer());
  } catch (cause) {
    throw new KazasuError('file.unreadable', {}, { cause });
  }
}
