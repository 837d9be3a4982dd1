/** CRC_A of ISO/IEC 14443-3 (readers.md 5.1), low byte first. */
export function crcA(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let crc = 0x6363;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return Uint8Array.of(crc & 0xff, crc >> 8);
}
