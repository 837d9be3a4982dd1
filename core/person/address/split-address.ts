import { LOAD_TOWNS } from './data/load-towns.ts';
import type { AddressSplit } from './pieces.ts';
import { prefecturesOf, splitLine } from './split-line.ts';
import { type AddressData, addressData } from './town-table.ts';

/** The towns of these prefectures (two digits each), one chunk for each, fetched once. */
export async function loadTowns(prefectures: readonly string[]): Promise<AddressData> {
  const tables = await Promise.all(
    prefectures.map(async (code) => (await LOAD_TOWNS[code]?.())?.TOWNS ?? {}),
  );
  return addressData(...tables);
}

/** {@link splitLine} with the towns of the prefectures the line may lie in. */
export async function splitAddress(line: string): Promise<AddressSplit> {
  return splitLine(line, await loadTowns(prefecturesOf(line)));
}
