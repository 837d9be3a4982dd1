import type { FieldEvidence } from './evidence.ts';
import { readExample, sampleIn } from './read-example.ts';

export type KanaScript = 'katakana' | 'hiragana' | 'half';

/** In what shape a field wants its value, as far as it says so. */
export interface Wants {
  readonly width: 'full' | 'half' | undefined;
  readonly kana: KanaScript | undefined;
  /** between family and given name */
  readonly blank: string | undefined;
  /** between the block and the building */
  readonly gap: string;
  /** in a postal code */
  readonly hyphen: boolean | undefined;
  readonly capitals: boolean;
  /** sample of a date, as `1990/01/01`, `YYYYMMDD`, `昭和55年1月1日` */
  readonly date: string | undefined;
  /** months and days with a leading zero */
  readonly padded: boolean;
}

const DATE =
  /(?:(?:明治|大正|昭和|平成|令和|[MTSHR])(?:\d{1,2}|元)[年./-]\d{1,2}[月./-]\d{1,2}日?)|(?<!\d)(?:19|20)\d\d(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|[01]\d[0-3]\d)(?!\d)|yyyy[-/.年]?mm[-/.月]?dd日?/i;

/** What one box of a pair does not say the other may: 例）Yamada Taro stands behind the second. */
export function joinWants(own: Wants, other: Wants): Wants {
  return {
    ...own,
    width: own.width ?? other.width,
    kana: own.kana ?? other.kana,
    capitals: own.capitals && other.capitals,
    padded: own.padded || other.padded,
  };
}

/** Reads notes, samples, `pattern`, `maxlength` of one field. */
export function readWants(field: FieldEvidence): Wants {
  const own = field.texts.filter(({ from }) => from !== 'row' && from !== 'span' && from !== 'column');
  const all = own.map(({ text }) => text).join('\n');
  const samples = own
    .filter(({ from, text }) => from === 'placeholder' || from === 'note' || sampleIn(text) !== undefined)
    .flatMap(({ from, text }) => {
      const sample = sampleIn(text);
      if (sample !== undefined || (from !== 'placeholder' && /。|ください|下さい/.test(text)))
        return sample ?? [];
      return from === 'placeholder' || readExample(text) ? text : [];
    });
  const sample = samples.join('\n');
  return {
    width: widthOf(all, sample),
    kana: kanaOf(field, all, sample),
    blank: blankOf(all, samples),
    gap: /[\d０-９号番地]([ \u3000])\D/u.exec(sample)?.[1] ?? '',
    hyphen: hyphenOf(field, all),
    capitals: !/[A-Z][a-z]/.test(sample) && !/\b[a-z]{3,}\b/.test(sample),
    date: DATE.exec(all.normalize('NFKC'))?.[0],
    padded: /(?<!\d)0[1-9](?!\d)|mm|dd|2桁|２桁/i.test(all),
  };
}

function widthOf(all: string, sample: string): 'full' | 'half' | undefined {
  const words = all.replace(/(全角|半角)(カタカナ|カナ|ｶﾅ|ひらがな)|(カタカナ|カナ)は?(全角|半角)/g, '');
  if (/半角/.test(words) && !/全角/.test(words)) return 'half';
  if (/全角/.test(words) && !/半角/.test(words)) return 'full';
  if (/(英)?数字?(は|を)?半角|半角(英)?数/.test(words)) return 'half';
  if (/[０-９]/.test(sample)) return 'full';
  return /\d/.test(sample) ? 'half' : undefined;
}

function kanaOf(field: FieldEvidence, all: string, sample: string): KanaScript | undefined {
  if (/ｦ|ｱ|\\uff6|\\uff9/i.test(field.pattern)) return 'half';
  if (/[ァ-ヶ]|\\u30a/i.test(field.pattern) && !/[ぁ-ん]/.test(field.pattern)) return 'katakana';
  if (/[ぁ-ん]|\\u304/i.test(field.pattern) && !/[ァ-ヶ]/.test(field.pattern)) return 'hiragana';
  if (/半角(カタカナ|カナ|ｶﾅ)|(カタカナ|カナ)は?[・（(]?半角/.test(all) || /[ｱ-ﾝ]{2}/.test(sample))
    return 'half';
  if (
    /[ぁ-ん]{2}/.test(sample.replace(/ください|します|など|から|まで/g, '')) &&
    !/[ァ-ヶ]{2}/.test(sample)
  ) {
    return 'hiragana';
  }
  return /[ァ-ヶ]{2}/.test(sample) ? 'katakana' : undefined;
}

function blankOf(all: string, samples: readonly string[]): string | undefined {
  if (/(スペース|空白|ブランク)(は|を)?(なし|無し|不要|入れず|入れない|空けず|あけず|除)/.test(all))
    return '';
  for (const sample of samples) {
    const words = /^[\p{sc=Han}ぁ-ゖァ-ヺー々]{1,6}([ \u3000])[\p{sc=Han}ぁ-ゖァ-ヺー々]{1,6}$/u.exec(
      sample.normalize('NFC'),
    );
    if (words) return words[1];
    const name = readExample(sample);
    if (name?.thing !== 'name' || name.pieces.length > 0) continue;
    return /\S(\u3000| )\S/u.exec(name.sample)?.[1] ?? '';
  }
  if (!/(スペース|空白|ブランク)/.test(all)) return undefined;
  return /半角(の)?(スペース|空白)/.test(all) ? ' ' : '\u3000';
}

function hyphenOf(field: FieldEvidence, all: string): boolean | undefined {
  const text = all.normalize('NFKC').replace(/[‐‑–—―−ー]/g, '-');
  if (
    /ハイフン(?:\([^)]*\))?は?を?(なし|無し|不要|抜|除|無|入れず|入力しない)|-(なし|無し|不要|抜き)|数字のみ|数字7桁|7桁/.test(
      text,
    )
  )
    return false;
  if (/ハイフン(?:\([^)]*\))?は?を?(あり|有り|付|入れ|必要|含|区切)/.test(text)) return true;
  if (/[\dx○〇]{3}-[\dx○〇]{4}/i.test(text)) return true;
  if (/(?<!\d)\d{7}(?!\d)/.test(text)) return false;
  if (field.type === 'number' || (field.maxLength > 0 && field.maxLength < 8)) return false;
  return field.maxLength === 8 ? true : undefined;
}
