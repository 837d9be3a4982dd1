import { adult } from './adult.ts';
import type { Persona } from './persona.ts';

/** Every persona, by id. */
export const ALL = new Map<string, Persona>([adult].map((persona) => [persona.id, persona]));
