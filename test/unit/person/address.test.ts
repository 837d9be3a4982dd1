import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_TOWNS } from '../../../core/person/address/data/all-towns.ts';
import { type AddressReading, joinPieces, PIECES, trimPiece } from '../../../core/person/address/pieces.ts';
import { formatPostalCode, postalCodes } from '../../../core/person/address/postal-code.ts';
import { splitAddress } from '../../../core/person/address/split-address.ts';
import { prefecturesOf, splitLine } from '../../../core/person/address/split-line.ts';
import { addressData } from '../../../core/person/address/town-table.ts';
import { toFullWidth, toHalfWidth } from '../../../core/person/width.ts';

const data = addressData(ALL_TOWNS);
const best = (line: string): AddressReading => splitLine(line, data).readings[0];
/** `prefecture|city|town|block|building|unparsed` */
const pieces = (line: string): string => {
  const reading = best(line);
  return PIECES.map((piece) => reading[piece]).join('|');
};

/** Addresses of public offices as the offices publish them, split by hand: prefecture, city, town, block. */
const offices = readFileSync(new URL('../../fixtures/person/offices.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [string, string, string, string]);

describe('addresses of public offices', () => {
  it.each(offices)('%s %s %s %s', (prefecture, city, town, block) => {
    expect(pieces(prefecture + city + town + block)).toBe(`${prefecture}|${city}|${town}|${block}||`);
  });

  it.each([
    ['full width', (text: string) => toFullWidth(text)],
    ['half width', (text: string) => toHalfWidth(text)],
    ['a blank behind each piece', (text: string) => (text === '' ? '' : `${text}\u3000`)],
    ['ヶ for ケ', (text: string) => text.replaceAll('ケ', 'ヶ')],
    ['の for ノ', (text: string) => text.replaceAll('ノ', 'の')],
    [
      'old letters',
      (text: string) => text.replaceAll('沢', '澤').replaceAll('国', '國').replaceAll('浜', '濱'),
    ],
    ['a variation selector', (text: string) => text.replace(/[葛辻飯]/u, '$&\u{e0101}')],
    [
      'kanji numerals',
      (text: string) =>
        text.replace(/[1-9](?=丁目|番町|条)/g, (digit) => '〇一二三四五六七八九'.charAt(Number(digit))),
    ],
  ])('are the same in %s', (_, change) => {
    for (const office of offices) {
      const changed = office.map(change);
      expect(pieces(changed.join(''))).toBe([...changed, '', ''].join('|'));
    }
  });

  it('are the same without the prefecture', () => {
    for (const [, city, town, block] of offices) {
      expect(pieces(city + town + block)).toBe(`|${city}|${town}|${block}||`);
    }
  });

  it('are the same without the county', () => {
    for (const [prefecture, city, town, block] of offices) {
      const short = city.replace(/^.+郡/u, '');
      expect(pieces(prefecture + short + town + block)).toBe(`${prefecture}|${short}|${town}|${block}||`);
    }
  });

  it.each(['メゾン中野201', ' 第二ビル3F', '　サンハイツＡ－５０２', '（中村様方）'])(
    'keep %s apart',
    (building) => {
      for (const [prefecture, city, town, block] of offices) {
        if (block === '') continue;
        const line = prefecture + city + town + block + building;
        expect(best(line).building).toBe(building.trimStart());
        expect(best(line).town).toBe(town);
      }
    },
  );

  it.each('-－‐‑‒–—―−ーｰ─'.split(''))('takes %s for a dash', (dash) => {
    expect(pieces(`東京都清瀬市観布子南１２${dash}７${dash}２０２`)).toBe(
      `東京都|清瀬市|観布子南|１２${dash}７${dash}２０２||`,
    );
    expect(pieces(`東京都千代田区丸の内1${dash}9${dash}1センタービル`)).toBe(
      `東京都|千代田区|丸の内|1${dash}9${dash}1|センタービル|`,
    );
  });
});

describe('addresses of every shape', () => {
  it.each([
    // kanji numerals
    ['東京都港区六本木六丁目十番一号', '東京都|港区|六本木六丁目|十番一号||'],
    ['東京都千代田区一番町二十五番地', '東京都|千代田区|一番町|二十五番地||'],
    ['東京都千代田区丸の内一－八－一', '東京都|千代田区|丸の内|一－八－一||'],
    // の for a dash
    ['東京都新宿区西新宿2の8の1', '東京都|新宿区|西新宿|2の8の1||'],
    ['東京都新宿区西新宿２ノ８ノ１', '東京都|新宿区|西新宿|２ノ８ノ１||'],
    ['東京都武蔵野市緑町二丁目之三番地之一', '東京都|武蔵野市|緑町二丁目|之三番地之一||'],
    // Kyoto
    [
      '京都府京都市下京区烏丸通七条下ル東塩小路町721-1',
      '京都府|京都市下京区|烏丸通七条下ル東塩小路町|721-1||',
    ],
    [
      '京都市東山区大黒町通松原下る２丁目山城町２８４番地３',
      '|京都市東山区|大黒町通松原下る２丁目山城町|２８４番地３||',
    ],
    // Sapporo and lines in the fields
    ['北海道札幌市中央区北1西2-1', '北海道|札幌市中央区|北1西|2-1||'],
    ['札幌市白石区南郷通７丁目南６番２１号', '|札幌市白石区|南郷通７丁目南|６番２１号||'],
    ['北海道帯広市南町南８線２７番地１８', '北海道|帯広市|南町南８線|２７番地１８||'],
    // lots under letters, lots without number
    ['愛媛県今治市波方町波方甲123', '愛媛県|今治市|波方町波方|甲123||'],
    ['千葉県旭市ロ-853', '千葉県|旭市|ロ|-853||'],
    ['北海道松前郡松前町字朝日無番地', '北海道|松前郡松前町|字朝日|無番地||'],
    // 丁 for 丁目, sections counted in 号
    ['大阪府堺市堺区戎島町４丁４５番地１ビル１２階', '大阪府|堺市堺区|戎島町４丁|４５番地１|ビル１２階|'],
    ['福井県福井市八重巻町２５号８１番地', '福井県|福井市|八重巻町|２５号８１番地||'],
    // rooms
    ['東京都文京区千石二丁目11-9-421号室', '東京都|文京区|千石二丁目|11-9|-421号室|'],
    ['東京都港区赤坂1丁目11番40号1701号', '東京都|港区|赤坂1丁目|11番40号|1701号|'],
    ['東京都中央区銀座七丁目15番11号6階', '東京都|中央区|銀座七丁目|15番11号|6階|'],
    ['宮崎県宮崎市大字赤江宮崎空港内', '宮崎県|宮崎市|大字赤江||宮崎空港内|'],
    // municipalities
    ['静岡県浜松市中区砂山町1-2', '静岡県|浜松市中区|砂山町|1-2||'],
    ['埼玉県岩槻市本町3-2-5', '埼玉県|岩槻市|本町|3-2-5||'],
    ['東京千代田区丸の内1-9-1', '東京|千代田区|丸の内|1-9-1||'],
    ['東京都桧原村467-1', '東京都|桧原村||467-1||'],
    ['港区三田1-1', '|港区|三田|1-1||'],
    ['兵庫県神戸市', '兵庫県|神戸市||||'],
    ['黒川郡富谷町ひより台２丁目４番地７', '|黒川郡富谷町|ひより台２丁目|４番地７||'],
    // names the list has shorter, or not at all
    ['愛知県津島市天王通り5-9', '愛知県|津島市|天王通り|5-9||'],
    ['北海道夕張郡長沼町旭町南1-1-3', '北海道|夕張郡長沼町|旭町南|1-1-3||'],
    ['岩手県岩手郡滝沢村巣子1163-3', '岩手県|岩手郡滝沢村|巣子|1163-3||'],
    ['佐賀県武雄市武雄町大字存在しない字中12', '佐賀県|武雄市|武雄町大字存在しない|字中12||'],
    // what is no address
    ['北海道医療大学病院1-2', '北海道|||||医療大学病院1-2'],
    ['こんにちは', '|||||こんにちは'],
    ['東京都', '東京都|||||'],
    ['', '|||||'],
    [
      'アメリカ合衆国、デラウェア州、ウィルミントン市１２０９',
      '|||||アメリカ合衆国、デラウェア州、ウィルミントン市１２０９',
    ],
    ['東京都港区三田1-1\n電話 03', '東京都|港区|三田|1-1||\n電話 03'],
  ])('%s', (line, expected) => {
    expect(pieces(line)).toBe(expected);
  });

  it('puts what leads to an address into a piece of its own', () => {
    for (const lead of ['〒100-0001 ', '１００－０００１　', '〒1000001', '日本、〒100-0001 ', ' ']) {
      const { lead: found, prefecture, city, town } = best(`${lead}東京都千代田区千代田1-1`);
      expect([found, prefecture, city, town]).toEqual([lead, '東京都', '千代田区', '千代田']);
    }
  });
});

describe('choices', () => {
  it('offers a last number as a room', () => {
    const { readings, certain } = splitLine('東京都清瀬市中里１２－７－２０２', data);
    expect(certain).toBe(false);
    expect(readings.map(({ block, building }) => [block, building])).toEqual([
      ['１２－７－２０２', ''],
      ['１２－７', '－２０２'],
    ]);
  });

  it('offers a smaller name as part of the town', () => {
    const { readings } = splitLine('青森県青森市大字荒川字柴田12番地の3', data);
    expect(readings.map(({ town, block }) => [town, block])).toEqual([
      ['大字荒川', '字柴田12番地の3'],
      ['大字荒川字柴田', '12番地の3'],
    ]);
  });

  it('knows of several municipalities with one name, and takes the one that has the town', () => {
    expect(best('府中市宮西町2-24').municipalities).toEqual(['13206']);
    expect(best('府中市府川町315').municipalities).toEqual(['34208']);
    expect(best('府中市府中町1-1').municipalities).toEqual(['13206', '34208']);
    expect(splitLine('府中市府中町1-1', data).certain).toBe(false);
  });

  it('is certain when list and grammar leave one reading', () => {
    expect(splitLine('東京都千代田区丸の内一丁目9番1号', data).certain).toBe(true);
    expect(splitLine('埼玉県岩槻市本町3-2-5', data).certain).toBe(false);
  });
});

describe('postal codes', () => {
  const codes = (line: string): ReturnType<typeof postalCodes> => postalCodes(best(line), data);

  it('are those of the town', () => {
    expect(codes('東京都千代田区丸の内1-9-1')).toEqual({ codes: ['1000005'], ofTown: true });
    expect(codes('京都市中京区寺町通御池上る上本能寺前町488番地')).toEqual({
      codes: ['6040925'],
      ofTown: true,
    });
    expect(formatPostalCode('1000005')).toBe('100-0005');
  });

  it('are several where the list tells parts of a town apart', () => {
    expect(codes('東京都千代田区一ツ橋2-1-2')).toEqual({ codes: ['1000003', '1010003'], ofTown: true });
    expect(codes('府中市府中町1-1')?.codes).toHaveLength(2);
  });

  it('are those of the municipality for a town that is not in the list', () => {
    expect(codes('茨城県龍ケ崎市3710番地')).toEqual({ codes: ['3010000'], ofTown: false });
  });

  it('are unknown without a known municipality', () => {
    expect(codes('埼玉県岩槻市本町3-2-5')).toBeUndefined();
    expect(codes('こんにちは')).toBeUndefined();
  });
});

describe('pieces for a form', () => {
  it.each([
    ['千代田区　', '千代田区'],
    ['－２０２', '２０２'],
    ['、キングホームズ', 'キングホームズ'],
    ['1-9-1 ', '1-9-1'],
    ['センター', 'センター'],
    ['', ''],
  ])('%j is %j', (piece, trimmed) => {
    expect(trimPiece(piece)).toBe(trimmed);
  });
});

describe('every line', () => {
  const parts = [
    ...'東京都 北海道 京都市 札幌市中央区 千代田区 府中市 西多摩郡 瑞穂町 丸の内 大字 字 丁目 番地 番 号 の ノ 条 西 上る 下ル'.split(
      ' ',
    ),
    ...'－ - ー 1 ２ 三 十 百 甲 イ A ビル 〒 100-0001 様方'.split(' '),
    ...[' ', '\u3000', '\n', '𠮷', '神\u{e0100}', 'ｶﾞ', '\ud800', '\u200d', '㈱', '①'],
  ];
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((list) => list.join('')),
    fc
      .tuple(fc.constantFrom(...offices), fc.string({ unit: 'grapheme' }))
      .map(([office, tail]) => office.join('') + tail),
  );

  it('comes back unit for unit from each reading', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { original, readings } = splitLine(line, data);
        expect(original).toBe(line);
        for (const reading of readings) expect(joinPieces(reading)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  it('is never cut inside a letter and its variation selector', () => {
    for (const reading of splitLine('東京都葛\u{e0100}飾区立石5-13-1辻\u{e0101}ビル', data).readings) {
      for (const piece of PIECES) expect(reading[piece]).not.toMatch(/^\p{Variation_Selector}/u);
    }
  });

  it('takes time linear in its length', () => {
    for (const unit of ['1-', '東京都', '字', '京都市中京区上る', '１', '一', '\u{e0100}']) {
      const start = performance.now();
      splitLine(`京都市中京区${unit.repeat(20_000)}`, data);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});

describe('without the towns', () => {
  const none = addressData();

  it('finds the same municipality, and the town by grammar', () => {
    const towns = offices.filter((office) => {
      const [reading] = splitLine(office.join(''), none).readings;
      expect([reading.prefecture, reading.city]).toEqual(office.slice(0, 2));
      return reading.town === office[2];
    });
    expect(towns.length / offices.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['東京都港区麻布十番1丁目5-25', '麻布十番1丁目'],
    ['岩手県九戸郡洋野町種市第23地割27番地', '種市'],
    ['岩手県北上市村崎野15地割1番地', '村崎野'],
    ['福井県福井市上野町第9号44番地', '上野町'],
    ['青森県青森市大字荒川字柴田12番地の3', '大字荒川'],
  ])('%s', (line, town) => {
    expect(splitLine(line, none).readings[0].town).toBe(town);
  });
});

describe('in the app', () => {
  it('loads only the prefectures a line can lie in', () => {
    expect(prefecturesOf('東京都千代田区丸の内1-9-1')).toEqual(['13']);
    expect(prefecturesOf('府中市宮西町2-24')).toEqual(['13', '34']);
    expect(prefecturesOf('こんにちは')).toEqual([]);
  });

  it('splits as with the whole country at hand', async () => {
    for (const office of offices.slice(0, 10)) {
      expect(await splitAddress(office.join(''))).toEqual(splitLine(office.join(''), data));
    }
  });
});
