import type { Corrections } from '../../core/form/preview/correct-plan.ts';
import type { Profile } from '../../core/form/preview/profile.ts';

/** What a person has noted down on this device. Reading never fails: what cannot be read is empty, and said elsewhere. */
export interface Notes {
  profile(): Promise<Profile>;
  corrections(structure: string): Promise<Corrections>;
  /** false: it could not be kept */
  correct(structure: string, corrections: Corrections): Promise<boolean>;
}
