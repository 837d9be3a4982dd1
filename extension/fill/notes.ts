import { isCorrection, type Correction, type Corrections } from '../../core/form/preview/correct-plan.ts';
import { parseProfile, type Profile } from '../../core/form/preview/profile.ts';
import type { Kept, Vault } from '../../core/vault/vault.ts';

/** The notes about oneself and how reading them ended: with anything but `done` and `none` they count as empty. */
export interface ProfileFound {
  readonly outcome: 'done' | 'none' | 'damaged' | 'newer' | 'unavailable';
  readonly profile: Profile;
  /** to write over what was read, and nothing newer */
  readonly revision: number;
}

/** What a person has noted down on this device: in the vault, and nowhere else. */
export class Notes {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async profile(): Promise<ProfileFound> {
    const found = await this.#vault.read('profile');
    const revision = 'revision' in found ? found.revision : 0;
    if (found.outcome !== 'done') return { outcome: found.outcome, profile: {}, revision };
    const profile = parseProfile(found.value);
    return { outcome: profile ? 'done' : 'damaged', profile: profile ?? {}, revision };
  }

  keepProfile(profile: Profile, revision: number): Promise<Kept> {
    return this.#vault.write('profile', profile, revision);
  }

  /** by the form's structure (core/form/preview/structure.ts); what is no correction is left out */
  async corrections(structure: string): Promise<Corrections> {
    const found = await this.#vault.read(idOf(structure));
    const value = found.outcome === 'done' ? found.value : undefined;
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((one): one is [string, Correction] => isCorrection(one[1])),
    );
  }

  /** false: they could not be kept */
  async correct(structure: string, corrections: Corrections): Promise<boolean> {
    const id = idOf(structure);
    // the person's last word counts, in whichever window he said it
    for (let attempt = 0; attempt < 3; attempt++) {
      const found = await this.#vault.read(id);
      const kept = await this.#vault.write(id, corrections, 'revision' in found ? found.revision : 0);
      if (kept.outcome !== 'conflict') return kept.outcome === 'done';
    }
    return false;
  }

  /** everything: notes, corrections and the key */
  async erase(): Promise<boolean> {
    return (await this.#vault.erase()).outcome === 'done';
  }
}

function idOf(structure: string): string {
  return `corrections/${structure}`;
}
