import type { OptionEvidence } from './evidence.ts';

/** What the choices of a field show by themselves. */
export type Choices =
  | { readonly of: 'prefecture' | 'sex' | 'era' | 'month' | 'day' }
  | { readonly of: 'year'; readonly first: number; readonly last: number }
  | { readonly of: 'era-year' };

export const PREFECTURES: readonly string[] =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県'.split(
    ' ',
  );
const ROMAN_PREFECTURES: readonly string[] =
  'hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki kagoshima okinawa'.split(
    ' ',
  );

const MALE = /^(男(性|子)?|male|man|m|♂|おとこ|だんせい)$/;
const FEMALE = /^(女(性|子)?|female|woman|f|♀|おんな|じょせい)$/;
const OTHER = /^(その他|そのほか|other|x|どちらでもない|ノンバイナリー)/;
const ERA = /^(明治|大正|昭和|平成|令和|明|大|昭|平|令|m|t|s|h|r|西暦)$/;

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** `male`, `female`, `other` (その他, X) or nothing (回答しない and all else) */
export function sexOf(option: OptionEvidence): 'male' | 'female' | 'other' | undefined {
  const text = fold(option.text).replace(/[()（）:.、]/g, '');
  const words = (text.replace(/^\d+[.:-]?/, '') || fold(option.value)).split(
    /[/・|]|(?<=[^\x20-\x7e])(?=[a-z])|(?<=[a-z])(?=[^\x20-\x7e])/,
  );
  if (words.some((word) => MALE.test(word)))
    return words.some((word) => FEMALE.test(word)) ? undefined : 'male';
  if (words.some((word) => FEMALE.test(word))) return 'female';
  return words.some((word) => OTHER.test(word)) ? 'other' : undefined;
}

export function prefectureOf(option: OptionEvidence): string | undefined {
  for (const text of [option.text, option.value]) {
    const bare = fold(text).replace(/^\d+[.:]?/, '');
    const known = SPELLINGS.get(bare) ?? SPELLINGS.get(bare.replace(/-?(to|fu|ken|prefecture)$/, ''));
    if (known !== undefined) return known;
  }
  return undefined;
}

/** 東京都, 東京, tokyo → 東京都 */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  PREFECTURES.flatMap((name, at) =>
    [name, name.replace(/(?<=..)[都府県]$/, ''), ROMAN_PREFECTURES[at] ?? name].map((spelling) => [
      spelling,
      name,
    ]),
  ),
);

/** The number in `05`, `5月`, `1990年`, `平成2年`; undefined: none or more than one. */
export function numberOf(text: string): number | undefined {
  if (/^元年?$/.test(text.trim())) return 1;
  const match = /^\D{0,4}?(\d{1,4})\s*[年月日]?$/.exec(text.normalize('NFKC').trim());
  return match ? Number(match[1]) : undefined;
}

export function readOptions(options: readonly OptionEvidence[]): Choices | undefined {
  const real = options.filter(({ value, text }) => value !== '' || text !== '');
  if (real.length < 2) return undefined;
  const stems = real.filter((option) => prefectureOf(option) !== undefined);
  if (stems.length >= 40 || (stems.length >= 3 && stems.length >= real.length - 1))
    return { of: 'prefecture' };
  const sexes = new Set(real.map(sexOf));
  if (real.length <= 6 && sexes.has('male') && sexes.has('female')) return { of: 'sex' };
  const eras = real.filter(({ text }) =>
    ERA.test(
      fold(text)
        .replace(/[()]/g, '')
        .replace(/^[mtshr](?=[明大昭平令])/, ''),
    ),
  );
  if (eras.length >= 2 && eras.length >= real.length - 2) return { of: 'era' };
  return readNumbers(real);
}

function readNumbers(real: readonly OptionEvidence[]): Choices | undefined {
  const texts = real.map(({ text }) => text.normalize('NFKC').trim());
  const western = real
    .flatMap(
      ({ value }, at) => /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/.exec(`${texts[at] ?? ''} ${value}`)?.[1] ?? [],
    )
    .map(Number);
  if (western.length >= 5 && western.length >= real.length - 3) {
    return { of: 'year', first: Math.min(...western), last: Math.max(...western) };
  }
  const spelled = texts.filter((text) => /\d/.test(text)).length < real.length / 2;
  const numbers = (spelled ? real.map(({ value }) => value) : texts)
    .map(numberOf)
    .filter((number) => number !== undefined);
  if (numbers.length < real.length - 3 || new Set(numbers).size !== numbers.length) return undefined;
  const most = Math.max(...numbers);
  const least = Math.min(...numbers);
  if (least === 1 && most === 12 && numbers.length === 12) return { of: 'month' };
  if (least === 1 && most === 31 && numbers.length === 31) return { of: 'day' };
  return least <= 1 && most >= 40 && most <= 64 ? { of: 'era-year' } : undefined;
}
