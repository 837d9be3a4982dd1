import { createSHA256 } from 'hash-wasm';
import { sha256Stream } from '../../core/bytes/sha256-stream.ts';
import { sha256 } from '../../core/bytes/sha256.ts';
import { assembleCms } from '../../core/pki/cms/assemble-cms.ts';
import { checkCms } from '../../core/pki/cms/check-cms.ts';
import { refusalOfCms } from '../../core/pki/cms/refusal.ts';
import { signedAttributes } from '../../core/pki/cms/signed-attributes.ts';
import { parseCertificate } from '../../core/pki/parse-certificate.ts';
import { FILE, makeParties, type Parties } from '../peers/cms-parties.ts';
import { externalSigner, signWithPkijs, verifyWithPkijs } from '../peers/cms-pkijs.ts';
import { WITHIN } from '../unit/pki/hierarchy.ts';
import type { Figures } from './main.ts';

const MEBIBYTE = 1024 * 1024;
const ROUNDS = 5;

/** times a second; the median of some rounds */
async function perSecond(job: () => unknown, times: number): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < times; i++) await job();
    // the first round warms up
    if (round > 0) rates.push((times * 1000) / (performance.now() - start));
  }
  return rates.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

async function hashing(): Promise<Figures> {
  const pieces = 48;
  const piece = new Uint8Array(MEBIBYTE).map((_, i) => i * 7);
  const ours = async (): Promise<void> => {
    const stream = await sha256Stream();
    for (let i = 0; i < pieces; i++) stream.update(piece);
    stream.digest();
  };
  const theirs = async (): Promise<void> => {
    const hash = await createSHA256();
    for (let i = 0; i < pieces; i++) hash.update(piece);
    hash.digest();
  };
  const [stream, wasm] = [await perSecond(ours, 1), await perSecond(theirs, 1)];
  return {
    'pki.hash.stream.mib': stream * pieces,
    'pki.hash.hash-wasm.mib': wasm * pieces,
    'pki.hash.ratio': stream / wasm,
  };
}

/** both sides get the card's signature as it comes, so that only the work around it is compared */
async function building({ leaf, refusal }: Parties): Promise<Figures> {
  const { der: certificate, keys } = leaf;
  const attributesOf = async (): Promise<Uint8Array> =>
    signedAttributes({ contentDigest: await sha256(FILE), certificate, signingTime: WITHIN });
  const signature = await leaf.sign(await attributesOf());
  const signer = { certificate, privateKey: keys.privateKey, engine: externalSigner(signature) };
  const build = async (): Promise<Uint8Array> =>
    assembleCms({ attributes: await attributesOf(), signature, certificate });
  const buildWithPkijs = (): Promise<Uint8Array> => signWithPkijs(signer, FILE, WITHIN);
  for (const made of [await build(), await buildWithPkijs()])
    if ((await refusal(made)) !== undefined) throw new Error('refused');
  const ours = await perSecond(build, 200);
  const pkijs = await perSecond(buildWithPkijs, 50);
  return { 'pki.cms.build.ops': ours, 'pki.cms.build.pkijs.ops': pkijs, 'pki.cms.build.ratio': ours / pkijs };
}

/** signature, digest, chain to the root and dates; ours also judges purpose and signing certificate */
async function checking(parties: Parties): Promise<Figures> {
  const cms = await parties.sign();
  const check = async (): Promise<void> => {
    const checked = await checkCms({
      cms,
      contentDigest: await sha256(FILE),
      expectedPurpose: 'signing',
      now: WITHIN,
      anchors: [parties.root.anchor],
    });
    if (refusalOfCms(checked, 'production') !== undefined) throw new Error('refused');
  };
  const checkWithPkijs = async (): Promise<void> => {
    if (!(await verifyWithPkijs(cms, FILE, parties.root.der, WITHIN))) throw new Error('refused by pkijs');
  };
  const ours = await perSecond(check, 100);
  const pkijs = await perSecond(checkWithPkijs, 25);
  const openssl = await perSecond(() => parties.accepts(cms, 'cades'), 5);
  return {
    'pki.cms.check.ops': ours,
    'pki.cms.check.pkijs.ops': pkijs,
    'pki.cms.check.ratio': ours / pkijs,
    'pki.cms.check.openssl-process.ops': openssl,
  };
}

export async function bench(): Promise<Figures> {
  const parties = await makeParties();
  try {
    return {
      ...(await hashing()),
      'pki.certificate.parse.ops': await perSecond(() => parseCertificate(parties.leaf.der), 200),
      ...(await building(parties)),
      ...(await checking(parties)),
    };
  } finally {
    parties.openssl.close();
  }
}
