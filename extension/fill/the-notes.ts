import type { Notes } from './notes.ts';

export const notes: Notes = {
  profile: () => Promise.resolve({}),
  corrections: () => Promise.resolve({}),
  correct: () => Promise.resolve(false),
};
