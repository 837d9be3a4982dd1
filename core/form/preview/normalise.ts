/** Labels as they are compared: one width, small letters. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
