import { concat } from '../../core/bytes/concat.ts';
import { sha256 } from '../../core/bytes/sha256.ts';
import { toUtf8 } from '../../core/bytes/utf8.ts';
import { assembleCms } from '../../core/pki/cms/assemble-cms.ts';
import { checkCms } from '../../core/pki/cms/check-cms.ts';
import { refusalOfCms, type CmsRefusal } from '../../core/pki/cms/refusal.ts';
import { signedAttributes } from '../../core/pki/cms/signed-attributes.ts';
import { issueLeaf, makeAuthority, WITHIN, type LeafOptions } from '../unit/pki/hierarchy.ts';
import { OpenSsl, pem } from './openssl.ts';

/** One signer, one file, and the judges: this house and openssl. */

export const FILE = toUtf8('甲は乙に自転車を貸す。\r\n乙は甲に返す。\r\n');
const AT = String(WITHIN.getTime() / 1000);

export async function makeParties(options: LeafOptions = {}) {
  const root = await makeAuthority();
  const leaf = await issueLeaf(root, options);
  const openssl = new OpenSsl();
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey));
  const pems = { certificate: pem('CERTIFICATE', leaf.der), privateKey: pem('PRIVATE KEY', pkcs8) };
  const paths = {
    root: openssl.file('root.pem', pem('CERTIFICATE', root.der)),
    certificate: openssl.file('certificate.pem', pems.certificate),
    privateKey: openssl.file('key.pem', pems.privateKey),
    file: openssl.file('file', FILE),
  };

  /** signed here, as the task does it with a card */
  async function sign(content?: Uint8Array): Promise<Uint8Array> {
    const contentDigest = await sha256(FILE);
    const attributes = await signedAttributes({ contentDigest, certificate: leaf.der, signingTime: WITHIN });
    const signature = await leaf.sign(attributes);
    return assembleCms({ attributes, signature, certificate: leaf.der, ...(content && { content }) });
  }

  /** why this house refuses it; undefined: it accepts */
  async function refusal(
    cms: Uint8Array,
    file: Uint8Array | undefined = FILE,
  ): Promise<CmsRefusal | undefined> {
    const result = await checkCms({
      cms,
      contentDigest: await sha256(file),
      expectedPurpose: 'signing',
      now: WITHIN,
      anchors: [root.anchor],
    });
    return refusalOfCms(result, 'production');
  }

  /** whether openssl accepts it; `-cades` also wants the signing certificate attribute */
  function accepts(cms: Uint8Array, profile: 'cms' | 'cades', file: Uint8Array | 'inside' = FILE): boolean {
    const input = openssl.file('input', cms);
    const content = file === 'inside' ? [] : ['-content', openssl.file('content', file)];
    const profiles = profile === 'cades' ? ['-cades'] : [];
    const judged = ['-CAfile', paths.root, '-attime', AT, '-out', openssl.file('output', '')];
    const args = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      input,
      ...content,
      ...profiles,
      ...judged,
    ];
    return openssl.run(...args) !== undefined;
  }

  /** a CMS made by openssl with these options */
  function signWithOpenSsl(...options: readonly string[]): Uint8Array {
    const signer = ['-signer', paths.certificate, '-inkey', paths.privateKey];
    const made = openssl.run(
      'cms',
      '-sign',
      '-binary',
      '-in',
      paths.file,
      '-outform',
      'DER',
      ...signer,
      ...options,
    );
    if (made === undefined) throw new Error(`openssl does not sign with ${options.join(' ')}`);
    return made;
  }

  return { root, leaf, openssl, paths, pems, sign, refusal, accepts, signWithOpenSsl };
}

export type Parties = Awaited<ReturnType<typeof makeParties>>;

/** the same bytes with one bit turned, `bit` counted from the first byte's highest */
export function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const at = bit >> 3;
  const turned = Uint8Array.of((bytes[at] ?? 0) ^ (0x80 >> (bit & 7)));
  return concat(bytes.subarray(0, at), turned, bytes.subarray(at + 1));
}
