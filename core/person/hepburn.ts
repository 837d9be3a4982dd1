import { toKatakana } from './kana.ts';

const ROWS: Readonly<Record<string, string>> = {
  'ア イ ウ エ オ': 'a i u e o',
  'カ キ ク ケ コ': 'ka ki ku ke ko',
  'サ シ ス セ ソ': 'sa shi su se so',
  'タ チ ツ テ ト': 'ta chi tsu te to',
  'ナ ニ ヌ ネ ノ': 'na ni nu ne no',
  'ハ ヒ フ ヘ ホ': 'ha hi fu he ho',
  'マ ミ ム メ モ': 'ma mi mu me mo',
  'ヤ ユ ヨ ラ リ ル レ ロ': 'ya yu yo ra ri ru re ro',
  'ワ ヰ ヱ ヲ ン': 'wa i e o n',
  'ガ ギ グ ゲ ゴ': 'ga gi gu ge go',
  'ザ ジ ズ ゼ ゾ': 'za ji zu ze zo',
  'ダ ヂ ヅ デ ド': 'da ji zu de do',
  'バ ビ ブ ベ ボ': 'ba bi bu be bo',
  'パ ピ プ ペ ポ ヴ': 'pa pi pu pe po bu',
  'ァ ィ ゥ ェ ォ ャ ュ ョ ヮ ヵ ヶ': 'a i u e o ya yu yo wa ka ke',
  'キャ キュ キョ ギャ ギュ ギョ': 'kya kyu kyo gya gyu gyo',
  'シャ シュ ショ シェ ジャ ジュ ジョ ジェ': 'sha shu sho she ja ju jo je',
  'チャ チュ チョ チェ ヂャ ヂュ ヂョ': 'cha chu cho che ja ju jo',
  'ニャ ニュ ニョ ヒャ ヒュ ヒョ ミャ ミュ ミョ': 'nya nyu nyo hya hyu hyo mya myu myo',
  'リャ リュ リョ ビャ ビュ ビョ ピャ ピュ ピョ': 'rya ryu ryo bya byu byo pya pyu pyo',
  'ティ ディ デュ トゥ ドゥ ツァ ウィ ウェ ウォ': 'tei dei deyu to do tsua ui ue uo',
  'ファ フィ フェ フォ ヴァ ヴィ ヴェ ヴォ': 'fua fui fue fuo ba bui bue buo',
};

const ROMAN = new Map<string, string>();
for (const [kana, roman] of Object.entries(ROWS)) {
  const letters = roman.split(' ');
  kana.split(' ').forEach((key, index) => ROMAN.set(key, letters[index] ?? key));
}

function spell(katakana: string): string {
  let text = '';
  for (let at = 0; at < katakana.length;) {
    const pair = ROMAN.get(katakana.slice(at, at + 2));
    const two = katakana.length > at + 1 && pair !== undefined;
    text += two ? pair : (ROMAN.get(katakana.charAt(at)) ?? katakana.charAt(at));
    at += two ? 2 : 1;
  }
  return text;
}

/**
 * Kana as Hepburn in the passport's way: long vowels are not written (オオノ → ONO, サトウ → SATO), but a final オオ
 * keeps its second o (タカトオ → TAKATOO) and ウエ is no long vowel (イノウエ → INOUE); ン before b, m, p is M; ッ doubles
 * the consonant and is T before ch. Letters that are no kana stay. A person may use another spelling: it is a proposal.
 */
export function toHepburn(kana: string): string {
  return spell(toKatakana(kana))
    .replace(/ッ(?=ch)/g, 't')
    .replace(/ッ(?=([bcdfghjkmnprstvwyz]))/g, (_, next: string) => next)
    .replaceAll('ッ', 'tsu')
    .replace(/n(?=[bmp])/g, 'm')
    .replaceAll('ー', '')
    .replace(/oo(?=[a-z])/g, 'o')
    .replace(/ou(?!e)/g, 'o')
    .replace(/uu/g, 'u')
    .toUpperCase();
}
