/** Everything checking a signature loads when first used, in one piece. */
export { JPKI_ANCHORS } from '../pki/anchors.ts';
export { checkCms } from '../pki/cms/check-cms.ts';
export { TEST_ANCHORS } from '../pki/test-anchors.ts';
