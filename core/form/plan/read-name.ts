import type { FieldEvidence } from './evidence.ts';
import { readText } from './read-text.ts';
import type { Piece, Reading, Script, Thing } from './reading.ts';
import type { Subject } from './plan.ts';

/**
 * Words of `name`, `id` and `class` in romaji and English. `tel1`, `yubinBango`, `f_kana`, `customer[birth][year]`
 * fall into words at signs, capitals and digits; words that authors glue together are found inside of them.
 */
function wordsOf(raw: string): string[] {
  return raw
    .slice(0, 80)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/(\d+)/g, ' $1 ')
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

const OTHER_THINGS =
  /^(e?mail\w*|mailaddress|tel\w*|phone\w*|mobile\w*|keitai|denwa\w*|fax\w*|pass(word|wd)?|pwd|pin|url|web|homepage|company\w*|kaisha\w*|kaisya\w*|corp\w*|busho|busyo|dep(t|artment)?|yakushoku|title|job\w*|occupation|shokugyo\w*|syokugyo\w*|age|nenrei|card\w*|cc|cvc|cvv|bank\w*|kouza\w*|koza\w*|branch\w*|account\w*|agree\w*|doui|consent|privacy|captcha|token|message|comment|content\w*|naiyo\w*|body|inquiry\w*|remarks?|bikou|note|memo|subject|login\w*|nick\w*|user ?name|username|userid|search|keyword|q|country|kuni|kokuseki|nationality|product\w*|item\w*|shop\w*|store\w*|school\w*|gakko\w*|gakkou\w*|team|coupon|quantity|number|num|count|ninzu\w*|file|kibou\w*|kibo\w*|hope\w*|reserve\w*|yoyaku\w*|visit\w*|start|end|expire\w*|exp)$/;

const SUBJECTS: readonly (readonly [Exclude<Subject, 'self'>, RegExp])[] = [
  ['guardian', /^(hogosha|hogosya|guardian|parent|parents|oya|father|mother|chichi|haha|shinkensha)$/],
  ['child', /^(child|children|kid|kids|kodomo|okosama|jido)$/],
  ['emergency', /^(emergency|kinkyu|kinkyuu)$/],
  [
    'delivery',
    /^(delivery|deliv|shipping|ship|shipto|shipping_address|todoke|otodoke|todokesaki|haisou|haiso|soufu|sofu|okurisaki|gift|send|recipient|receiver)$/,
  ],
  ['work', /^(work|office|kinmu|kinmusaki|employer|tsutomesaki)$/],
  [
    'company',
    /^(company|corp|corporate|kaisha|kaisya|houjin|hojin|kigyou|org|organization|organisation|dantai|firm)$/,
  ],
  ['companion', /^(companion|douhan|dohan|doukou|guest|tsure|doukousha)$/],
  ['spouse', /^(spouse|haigusha|haigusya|husband|wife|tsuma|otto)$/],
  ['family', /^(kazoku|setainushi|setai)$/],
  ['nominee', /^(meigi|meigininn?|holder|nominee|beneficiary|uketorinin)$/],
  ['referrer', /^(shoukai|shokai|syoukai|syokai|shoukaisha|referrer|referral|introducer|friend)$/],
  ['previous', /^(old|prev|previous|former|kyu|kyuu|mae|before)$/],
  ['billing', /^(billing|bill|seikyu|seikyuu|payment|card|cc)$/],
  ['doctor', /^(doctor|dr|ishi)$/],
  ['other', /^(hoshonin|hosyonin|dairi|dairinin|pet|agent|staff|partner)$/],
];

const KANA = /kana|furigana|hurigana|yomi|phonetic|ruby|rubi|katakana/;
const HIRAGANA = /hiragana|hira/;
const ROMAN = /roman|romaji|roma|alphabet|eiji|^en$/;
const FAMILY =
  /^(sei|lastname|lname|surname|familyname|family|last|myoji|myouji|seikana|kanasei|lastnamekana|namesei|seimei1|uji)$|lastname|familyname/;
const GIVEN =
  /^(mei|firstname|fname|givenname|given|first|meikana|kanamei|firstnamekana|namemei|namae2)$|firstname|givenname/;
const FULL =
  /^(name|namae|onamae|shimei|simei|fullname|yourname|seimei|nm|yourkana|namekana|kananame)$|^(full|your|my)name/;
const ZIP = /^(zip\w*|postal\w*|postcode\w*|post|postno|yubin\w*|yuubin\w*|yuubinn\w*)$/;
const ADDRESS: readonly (readonly [Piece | undefined, RegExp])[] = [
  [
    'prefecture',
    /^(pref\w*|todofuken|todouhuken|todoufuken|todohuken|tdfk|ken|kenmei|state|region|province)$/,
  ],
  [
    'city',
    /^(city\w*|shikuchoson|shikuchouson|sikutyouson|sikucyouson|shiku|siku|shi|locality|municipality|shichoson)$/,
  ],
  ['town', /^(town|choiki|chouiki|chomei|choumei|tyoumei|machi|cho|chome|choume|aza)$/],
  ['block', /^(banchi|banti|street|chiban|block|gou|ban)$/],
  ['building', /^(building\w*|bldg|bld|biru|tatemono\w*|mansion|apartment|apart|apt|heya|room)$/],
  [
    undefined,
    /^(address\w*|addr\w*|adr|ad|add|jusho\w*|jyusho\w*|juusho\w*|jusyo\w*|jyusyo\w*|juusyo\w*|zyusyo|shozaichi)$/,
  ],
];
const BIRTH = /^(birth\w*|bday|dob|seinen\w*|tanjo\w*|born|umare|b)$|birth|seinengappi/;
const UNITS: readonly (readonly [Piece, RegExp])[] = [
  ['era', /^(era|gengo|gengou|nengo|nengou|wareki)$/],
  ['year', /^(year|yy|yyyy|y|nen|years?|birthyear|byear|birthy)$/],
  ['month', /^(month|mm|m|tsuki|gatsu|getsu|tuki|birthmonth|bmonth|birthm)$/],
  ['day', /^(day|dd|d|hi|nichi|niti|birthd)$/],
];
const SEX = /^(sex|gender|seibetsu|seibetu|danjo|sexcode|sextype)$/;

/**
 * Words that stand in most names of a page (`ContentPlaceHolder1`, `customer[…]`): of the frame, not of the field.
 * A word that begins every name of a section is none of them.
 */
export function frameWords(fields: readonly FieldEvidence[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { name, id } of fields) {
    for (const word of new Set(wordsOf(name || id))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(4, fields.length * 0.7);
  return new Set([...counts].flatMap(([word, count]) => (count >= most ? [word] : [])));
}

/** What the technical names of a field say; Japanese ones are read as labels. */
export function readName(raw: string, frame: ReadonlySet<string> = new Set()): Reading {
  if (/[^\x20-\x7e]/.test(raw)) return readText(raw.replace(/[[\]_]/g, ' '));
  const words = wordsOf(raw).filter((word) => !frame.has(word));
  const letters = words.filter((word) => !/^\d+$/.test(word));
  const index = Number(words.filter((word) => /^\d+$/.test(word)).at(-1) ?? 0);
  const subject = SUBJECTS.find(([, known]) => letters.some((word) => known.test(word)))?.[0];
  const script = scriptOf(letters);
  const base = {
    residue: '',
    ...(script ? { script } : {}),
    ...(subject ? { subject } : {}),
    ...(index > 0 && index < 10 ? { index } : {}),
  };
  const has = (known: RegExp): boolean => letters.some((word) => known.test(word));
  const found = thingOf(letters, has);
  if (found) return { ...base, ...found };
  if (has(OTHER_THINGS)) return { ...base, thing: 'other', pieces: [] };
  return { ...base, pieces: [] };
}

function thingOf(
  letters: readonly string[],
  has: (known: RegExp) => boolean,
): { thing?: Thing; pieces: readonly Piece[] } | undefined {
  const units = UNITS.filter(([, known]) => letters.some((word, at) => at > 0 && known.test(word))).map(
    ([unit]) => unit,
  );
  const joined = letters.join('');
  if (/mail|password|usern|nickname|companyn|card|bank|account/.test(joined)) return undefined;
  if (has(BIRTH) && !(letters.length === 1 && letters[0] === 'b')) {
    const glued = UNITS.filter(([, known]) =>
      letters.some((word) => known.test(word.replace(/^(birth(day|date)?|b)/, ''))),
    );
    return { thing: 'birth', pieces: units.length > 0 ? units : glued.map(([unit]) => unit).slice(0, 1) };
  }
  if (has(SEX)) return { thing: 'sex', pieces: [] };
  if (has(ZIP)) return { thing: 'zip', pieces: [] };
  const pieces = ADDRESS.filter(([, known]) => has(known)).map(([piece]) => piece);
  if (has(OTHER_THINGS) && pieces.length === 0) return undefined;
  if (pieces.length > 0) return { thing: 'address', pieces: pieces.filter((piece) => piece !== undefined) };
  const family = has(FAMILY) || /^(name|kana|n|f)?sei(kana)?$/.test(joined);
  const given = has(GIVEN) || /^(name|kana|n|f)?mei(kana)?$/.test(joined);
  if (family !== given) return { thing: 'name', pieces: [family ? 'family' : 'given'] };
  if (has(FULL) || (family && given)) return { thing: 'name', pieces: [] };
  if (
    units.length > 0 ||
    UNITS.some(
      ([, known]) => letters.length === 1 && letters.every((word) => known.test(word) && word.length > 1),
    )
  ) {
    return {
      pieces: units.length > 0 ? units : UNITS.filter(([, known]) => has(known)).map(([unit]) => unit),
    };
  }
  return undefined;
}

function scriptOf(letters: readonly string[]): Script | undefined {
  const joined = letters.join(' ');
  if (HIRAGANA.test(joined)) return 'hiragana';
  if (KANA.test(joined)) return 'kana';
  return letters.some((word) => ROMAN.test(word)) ? 'roman' : undefined;
}
