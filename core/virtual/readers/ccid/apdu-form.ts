/** Is it a command APDU of ISO/IEC 7816-4 5.1: short form, or the extended one where the reader takes it? */
export function isApdu(bytes: Uint8Array, extended: boolean): boolean {
  const { length } = bytes;
  const [, , , , p3 = 0, high = 0, low = 0] = bytes;
  if (length === 4 || length === 5) return true;
  if (length < 4) return false;
  if (p3 !== 0) return length === 5 + p3 || length === 6 + p3;
  if (!extended) return false;
  const nc = (high << 8) | low;
  if (length === 7) return true;
  return nc > 0 && (length === 7 + nc || length === 9 + nc);
}
