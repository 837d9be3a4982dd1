/**
 * Do the historical bytes of an ATR declare extended Lc and Le? (ISO 7816-4 8.1.1.2.7: compact-TLV 7x, third byte,
 * bit 7.) Seen on some My Number Cards, `73 C6 01 C0` (card.md 1.1). Total: any bytes in, false when unsure.
 */
export function declaresExtendedLength(atr: Uint8Array): boolean {
  const historical = historicalBytes(atr);
  // Category 80 is compact-TLV to the end, 00 is compact-TLV before three status bytes; no other holds it.
  if (historical[0] !== 0x80 && historical[0] !== 0x00) return false;
  for (let at = 1; at < historical.length;) {
    const header = historical[at] ?? 0;
    const length = header & 0x0f;
    if (header >> 4 === 7 && length >= 3) return ((historical[at + 3] ?? 0) & 0x40) !== 0;
    at += 1 + length;
  }
  return false;
}

/** T0 tells how many interface and historical bytes follow (ISO 7816-3 8.2). */
function historicalBytes(atr: Uint8Array): Uint8Array {
  const t0 = atr[1] ?? 0;
  let at = 2;
  let interfaces = t0 >> 4;
  while (interfaces !== 0 && at < atr.length) {
    const present = [0x1, 0x2, 0x4, 0x8].filter((bit) => (interfaces & bit) !== 0).length;
    const hasTd = (interfaces & 0x8) !== 0;
    at += present;
    interfaces = hasTd ? (atr[at - 1] ?? 0) >> 4 : 0;
  }
  return atr.subarray(at, Math.min(at + (t0 & 0x0f), atr.length));
}
