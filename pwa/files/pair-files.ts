/** What a file looks like before it is read: its name, and whether its first bytes are those of a signature. */
export interface Candidate {
  readonly name: string;
  readonly startsLikeCms: boolean;
}

/** Which of the files is the signature and which the file it was made over. */
export interface Pair<File> {
  readonly signature?: File;
  readonly file?: File;
  /** neither: one of each is enough */
  readonly extra: readonly File[];
}

const SIGNATURE_NAME = /\.(p7s|p7m)$/i;
const ATTACHED_NAME = /\.p7m$/i;

/**
 * Tells signature and file apart, in whatever order they came: `x` with `x.p7s` first, then by ending, then by the
 * first bytes. A person can swap them where a guess is wrong.
 */
export function pairFiles<File extends Candidate>(files: readonly File[]): Pair<File> {
  const named = files.find((one) =>
    files.some(
      (other) => SIGNATURE_NAME.test(one.name) && one.name.replace(SIGNATURE_NAME, '') === other.name,
    ),
  );
  const signature =
    named ??
    files.find(({ name }) => SIGNATURE_NAME.test(name)) ??
    files.find(({ startsLikeCms }) => startsLikeCms);
  const rest = files.filter((one) => one !== signature);
  const partner = signature && rest.find(({ name }) => name === signature.name.replace(SIGNATURE_NAME, ''));
  const file = partner ?? rest[0];
  return {
    ...(signature && { signature }),
    ...(file && { file }),
    extra: rest.filter((one) => one !== file),
  };
}

/** The name says that the file is inside. */
export function isAttachedName(name: string): boolean {
  return ATTACHED_NAME.test(name);
}

/** Name of the file that was signed, by the name of its signature. */
export function nameInside(signature: string): string {
  const name = signature.replace(SIGNATURE_NAME, '');
  return name === '' || name === signature ? 'content' : name;
}
