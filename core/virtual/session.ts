import type { Access, Application, ElementaryFile } from './files/file.ts';
import type { Pin } from './pin.ts';
import type { Quirks } from './quirks.ts';

/** What the card remembers while it has power. */
export interface Session {
  readonly quirks: Quirks;
  readonly applications: readonly Application[];
  readonly random: (length: number) => Uint8Array;
  /** the card manager at first: no application of the holder's is selected */
  application: Application;
  file: ElementaryFile | undefined;
  verified: ReadonlySet<Pin>;
  /** answer data that waits for GET RESPONSE */
  waiting: Uint8Array | undefined;
}

export function permits(session: Session, access: Access): boolean {
  if (access === 'free') return true;
  return access !== 'never' && access.some((pin) => session.verified.has(pin));
}

/** The file a short EF identifier names in the selected application; 0 and 31 name none. */
export function shortFile(session: Session, sfi: number): ElementaryFile | undefined {
  return sfi < 1 || sfi > 30 ? undefined : session.application.files.get(sfi);
}
