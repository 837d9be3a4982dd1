import { toAnchor, type Anchor } from './anchors.ts';
import { TEST_ROOTS } from './test-roots.ts';

/** The roots of the software card, for links that are simulated only (services.md 1.5, R4). */
export const TEST_ANCHORS: readonly Anchor[] = TEST_ROOTS.map((root) => toAnchor(root, true));
