import { toAnchor, type Anchor } from './anchors.ts';
import { TEST_ROOTS } from './test-roots.ts';

/** The six roots of the software card: what they signed is `test`, never `anchored`. */
export const TEST_ANCHORS: readonly Anchor[] = TEST_ROOTS.map((root) => toAnchor(root, true));
