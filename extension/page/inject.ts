import { DOOR } from './door.ts';
import { PageDoor } from './page-door.ts';

// Injected again at every look: the door of an earlier one keeps what it must be able to undo.
const world = globalThis as { [DOOR]?: PageDoor };
const earlier = world[DOOR];
earlier?.light([]);
world[DOOR] = new PageDoor(document, earlier?.kept);
