/**
 * Time in the air by the formula of docs/bench.md, written here a second time so that the software field is not its
 * own judge: question and answer of so many bytes (with CRC), in ms. Characters of 10 etu between 12 etu of SOF and
 * 10 of EOF; before an answer TR0 and TR1, 64 and 80 cycles of fc/16.
 */
export function airtimes(
  lengths: readonly [question: number, answer: number],
  rate: 106 | 212 | 424,
): number {
  const etuMs = 0.128 / 13.56 / (rate / 106);
  const characters = lengths.reduce((sum, length) => sum + 22 + 10 * length, 0);
  return characters * etuMs + (144 * 16) / 13560;
}
