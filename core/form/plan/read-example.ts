import type { Piece, Reading, Script } from './reading.ts';

const SURNAMES =
  /^(山田|佐藤|鈴木|田中|高橋|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|佐々木|山口|松本|井上|木村|林|斎藤|清水|山崎|東京|日本|大阪|福岡|東|西|星|名古屋|見本|楽天|三井|野村|大和|田村|岡田|青木|長谷川)$/;
const GIVEN = /^(太郎|花子|一郎|次郎|二郎|三郎|健太|太一|美咲|さくら|陽子|和子|恵子|愛子|翔太|大輔|一朗)$/;
const KANA_SURNAMES =
  /^(ヤマダ|サトウ|スズキ|タナカ|タカハシ|イトウ|ワタナベ|ヤマモト|ナカムラ|コバヤシ|カトウ|ヨシダ|ササキ|ヤマグチ|マツモト|イノウエ|キムラ|サイトウ|シミズ|ヤマザキ|トウキョウ|ニホン|ニッポン|オオサカ|フクオカ|ラクテン|ミツイ|ノムラ|ダイワ|タムラ|オカダ|アオキ|ハセガワ)$/;
const KANA_GIVEN =
  /^(タロウ|タロー|ハナコ|イチロウ|イチロー|ジロウ|サブロウ|ケンタ|タイチ|ミサキ|サクラ|ヨウコ|カズコ|ケイコ|アイコ|ショウタ|ダイスケ)$/;

const ROMAN_SURNAMES =
  /^(yamada|sato|satoh|suzuki|tanaka|takahashi|ito|itoh|watanabe|yamamoto|nakamura|kobayashi|kato|yoshida)$/i;
const ROMAN_GIVEN = /^(taro|tarou|hanako|ichiro|jiro|kenta|misaki|sakura|yoko)$/i;

export interface Example extends Reading {
  /** the example itself, without 例： */
  readonly sample: string;
}

/** The sample in `例）山田 太郎`, `ex. 123-4567`, `（例：ヤマダ）`; undefined: no such words. */
export function sampleIn(text: string): string | undefined {
  const match =
    /(?:入力例|記入例|記載例|例えば|例|\bex\b|\be\.g\b|sample)[\s\u3000]*[)）:：.。、】」\]]*[\s\u3000]*(.*)$/i.exec(
      text,
    );
  const sample = match?.[1]?.replace(/[)）\]】」]+$/, '').trim();
  return sample ? sample : undefined;
}

/** What a sample value shows: 山田 is a family name, ヤマダ タロウ a full name in katakana, 123-4567 a postal code. */
export function readExample(text: string): Example | undefined {
  const stated = sampleIn(text);
  const sample = (stated ?? text).trim();
  const folded = sample
    .normalize('NFKC')
    .replace(/[○〇◯△□×●]+(?=[都道府県市区町村郡])/g, '某')
    .replace(/[○〇◯△□×●]+(?=丁目|番|号)/g, '1')
    .trim();
  if (folded === '' || folded.length > 60) return undefined;
  const put = (thing: Reading['thing'], pieces: readonly Piece[] = [], script?: Script): Example => ({
    ...(thing ? { thing } : {}),
    ...(script ? { script } : {}),
    pieces,
    residue: '',
    sample,
  });
  if (/@/.test(folded)) return { ...put('other'), what: 'mail' };
  if (/^〒?\d{3}-\d{4}$/.test(folded)) return put('zip');
  if (/^0\d{1,4}-?\d{1,4}-?\d{3,4}$/.test(folded) && folded.length >= 9)
    return { ...put('other'), what: 'phone' };
  if (/^https?:/.test(folded)) return { ...put('other'), what: 'web' };
  if (
    /^(19|20)\d\d([-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)$|^(昭和|平成|大正|令和|[shtr])\d{1,2}[./年]/i.test(
      folded,
    )
  )
    return put(undefined, ['year', 'month', 'day']);
  const address = addressPieces(folded);
  if (address.length > 0) return put('address', address);
  return readNameExample(folded, put, stated !== undefined);
}

type Put = (thing: Reading['thing'], pieces?: readonly Piece[], script?: Script) => Example;

function readNameExample(folded: string, put: Put, stated: boolean): Example | undefined {
  const script = scriptOf(folded);
  const words = folded.split(/[\s\u3000]+/);
  const roman = words.filter((word) => ROMAN_SURNAMES.test(word) || ROMAN_GIVEN.test(word));
  if (roman.length === words.length) {
    return put('name', words.length > 1 ? [] : [ROMAN_SURNAMES.test(folded) ? 'family' : 'given'], 'roman');
  }
  const katakana = words.map((word) =>
    word.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60)),
  );
  const isFamily = (word: string, kana: string): boolean => SURNAMES.test(word) || KANA_SURNAMES.test(kana);
  const isGiven = (word: string, kana: string): boolean => GIVEN.test(word) || KANA_GIVEN.test(kana);
  if (
    words.length === 2 &&
    (isFamily(words[0] ?? '', katakana[0] ?? '') || isGiven(words[1] ?? '', katakana[1] ?? ''))
  )
    return put('name', [], script);
  if (words.length === 1) {
    const [word = '', kana = ''] = [words[0], katakana[0]];
    if (isFamily(word, kana)) return put('name', ['family'], script);
    if (isGiven(word, kana)) return put('name', ['given'], script);
    for (let cut = 1; cut < word.length; cut++) {
      if (isFamily(word.slice(0, cut), kana.slice(0, cut)) && isGiven(word.slice(cut), kana.slice(cut)))
        return put('name', [], script);
    }
  }
  if (/^.{2,4}(太郎|花子|たろう|はなこ|タロウ|ハナコ|一郎)$/.test(folded)) return put('name', [], script);
  return stated ? put(undefined, [], undefined) : undefined;
}

function scriptOf(text: string): Script | undefined {
  if (/^[ァ-ヶー\s\u3000・]+$/.test(text)) return 'katakana';
  if (/^[ぁ-ゖー\s\u3000・]+$/.test(text)) return 'hiragana';
  return /\p{Script=Han}/u.test(text) ? 'kanji' : undefined;
}

/** Which pieces of an address a sample holds, in order; none: it is no address. */
function addressPieces(text: string): Piece[] {
  const match =
    /^(東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)?((?:\p{L}{1,6}?郡)?\p{L}{1,7}?[市区町村](?:\p{L}{1,4}?区)?)?(.*)$/u.exec(
      text,
    );
  const [, prefecture, city, rest = ''] = match ?? [];
  // 市区町村, 番地・ビル名 are labels, not samples.
  if (!/\d/.test(text) && /都道府県|市区|区町|町村|町名|番地|建物|名$|部屋|住所/.test(text)) return [];
  const number =
    /^([^\d一二三四五六七八九十]*(?:[\d一二三四五六七八九十]+丁目)?)([\d〇一二三四五六七八九十].*|[\d-]+.*)?$/.exec(
      rest,
    );
  const town = number?.[1]?.trim() ?? '';
  const numbers = number?.[2]?.trim() ?? '';
  // 1丁目2番 goes on from a town in the box before: ours keep 丁目 with its name.
  const bare = /^[\d一二三四五六七八九十]+丁目$/.test(town);
  const building =
    /マンション|ビル|ハイツ|アパート|コーポ|号室|レジデンス|メゾン|ハイム|タワー|[\d)]\s*f$/i.test(rest);
  const townAndBlock = /^\p{Script=Han}{2,6}\d{1,4}(-\d{1,4}){1,3}$/u.test(text);
  const blockOnly = /^\d{1,4}(-\d{1,4}){1,3}$|^\d+丁目|^\d+番地?/.test(text);
  const pieces: Piece[] = [];
  if (prefecture) pieces.push('prefecture');
  if (city && (prefecture ?? /[市区]/.test(city))) pieces.push('city');
  const sure = pieces.length > 0 || blockOnly || townAndBlock || building;
  if (!sure) return [];
  if (town && !bare && !/^(マンション|ビル|○|〇|◯|×|△)/.test(town) && !(building && numbers === ''))
    pieces.push('town');
  const named = /^[^\d]*(マンション|ビル|ハイツ|アパート|コーポ)/.test(rest) && pieces.length === 0;
  if ((numbers && !named) || blockOnly) pieces.push('block');
  if (building) pieces.push('building');
  // 郡山市, 市川 … are one word with a sign for a municipality in it; a name alone is no address.
  return pieces.length === 1 && pieces[0] === 'city' && text.length < 3 ? [] : pieces;
}
