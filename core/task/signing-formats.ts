/** Everything signing loads when first used, in one piece. */
export { assembleCms } from '../pki/cms/assemble-cms.ts';
export { signedAttributes } from '../pki/cms/signed-attributes.ts';
export { parseCertificate } from '../pki/parse-certificate.ts';
