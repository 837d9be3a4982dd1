import { readBlock } from './block.ts';
import { type MunicipalityMatch, findMunicipality } from './municipality.ts';
import type { AddressReading, AddressSplit } from './pieces.ts';
import { type Token, skipBlanks, tokenize } from './token.ts';
import { type AddressData, type TownIndex, isBoundary } from './town-table.ts';
import { type Town, findTown, isBuilding } from './town.ts';

/** What a split needs of the country before {@link splitLine} can be asked: codes of the prefectures to load. */
export function prefecturesOf(line: string): readonly string[] {
  const codes = findMunicipality(line, tokenize(line))?.codes ?? [];
  return Array.from(new Set(codes.map((code) => code.slice(0, 2))));
}

/**
 * Splits one line into the pieces of an address. Pure and total: any text, an answer in time linear in its length;
 * without the towns of the place in `data` the town's end is found by grammar. What is no address is `unparsed`.
 */
export function splitLine(line: string, data: AddressData): AddressSplit {
  const tokens = tokenize(line);
  const found = findMunicipality(line, tokens);
  if (found === undefined) {
    return { original: line, readings: [{ ...EMPTY, unparsed: line }], certain: false };
  }
  const { match, towns } = chooseMunicipality(tokens, found, data);
  const cityEnd = skipBlanks(tokens, match.cityEnd);
  const newline = tokens.findIndex(({ key }, index) => index >= match.from && key === '\n');
  // Without a municipality what follows may be anything, 北海道医療大学 for one.
  const lineEnd = match.cityEnd === match.prefectureEnd ? cityEnd : newline < 0 ? tokens.length : newline;
  const town = findTown(tokens.slice(0, lineEnd), cityEnd, towns);
  const { blockEnd, roomFrom } = findBlock(tokens, town, lineEnd);

  const place = (index: number): number => tokens[index]?.start ?? line.length;
  const cut = (townEnd: number, end: number): AddressReading => ({
    lead: line.slice(0, place(match.from)),
    prefecture: line.slice(place(match.from), place(match.prefectureEnd)),
    city: line.slice(place(match.prefectureEnd), place(cityEnd)),
    town: line.slice(place(cityEnd), place(townEnd)),
    block: line.slice(place(townEnd), place(end)),
    building: line.slice(place(end), place(lineEnd)),
    unparsed: line.slice(place(lineEnd)),
    municipalities: match.codes,
    townName: town.entry?.name,
  });
  const first = cut(town.end, blockEnd);
  const others: AddressReading[] = [];
  if (roomFrom !== undefined) others.push(cut(town.end, roomFrom));
  if (town.numbers !== undefined && town.end < town.numbers) others.push(cut(town.numbers, blockEnd));
  const certain =
    match.codes.length === 1 && town.entry !== undefined && others.length === 0 && first.unparsed === '';
  return { original: line, readings: [first, ...others], certain };
}

const EMPTY: AddressReading = {
  lead: '',
  prefecture: '',
  city: '',
  town: '',
  block: '',
  building: '',
  unparsed: '',
  municipalities: [],
  townName: undefined,
};

/** Of places with the same name the one that has the town, the longest name counting. */
function chooseMunicipality(
  tokens: readonly Token[],
  match: MunicipalityMatch,
  data: AddressData,
): { readonly match: MunicipalityMatch; readonly towns: TownIndex | undefined } {
  const at = skipBlanks(tokens, match.cityEnd);
  const candidates = match.codes.map((code) => {
    const towns = data.towns(code);
    const matches = towns?.matches(tokens, at) ?? [];
    const town = matches.find(({ end }) => isBoundary(tokens, end)) ?? matches[0];
    return { code, towns, reach: town?.end ?? 0 };
  });
  const reach = Math.max(...candidates.map((candidate) => candidate.reach), 0);
  const best = candidates.filter((candidate) => candidate.reach === reach);
  return { match: { ...match, codes: best.map(({ code }) => code) }, towns: best[0]?.towns };
}

/** The block takes a smaller name (字) and the numbers; without numbers a smaller name only. */
function findBlock(
  tokens: readonly Token[],
  town: Town,
  lineEnd: number,
): { readonly blockEnd: number; readonly roomFrom: number | undefined } {
  if (town.numbers !== undefined) {
    const { end, roomFrom } = readBlock(tokens, town.numbers);
    return { blockEnd: end, roomFrom };
  }
  const name = town.entry !== undefined && !isBuilding(tokens, town.end, lineEnd);
  return { blockEnd: name ? lineEnd : town.end, roomFrom: undefined };
}
