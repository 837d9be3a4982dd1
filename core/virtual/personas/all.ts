import { adult } from './adult.ts';
import { blocked } from './blocked.ts';
import { child } from './child.ts';
import { expired } from './expired.ts';
import { expiring } from './expiring.ts';
import { foreign } from './foreign.ts';
import { furigana } from './furigana.ts';
import { generation1 } from './generation-1.ts';
import { generation2 } from './generation-2.ts';
import { generation3 } from './generation-3.ts';
import { lastTry } from './last-try.ts';
import { rareKanji } from './rare-kanji.ts';
import { substitutes } from './substitutes.ts';
import type { Persona } from './persona.ts';

/** Every persona, by id. */
export const ALL: ReadonlyMap<string, Persona> = new Map(
  [
    adult,
    child,
    foreign,
    substitutes,
    rareKanji,
    expired,
    expiring,
    blocked,
    lastTry,
    furigana,
    generation1,
    generation2,
    generation3,
  ].map((persona) => [persona.id, persona]),
);
