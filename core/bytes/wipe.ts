/** Overwrites every array given with zeros; the end of any buffer that held a PIN (architecture.md 3). */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
