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
  /^(mei|firstname|gname|givenname|given|first|meikana|kanamei|firstnamekana|namemei|namae2)$|firstname|givenname/;
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
function frameWords(fields: readonly FieldEvidence[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { name, id } of fields) {
    for (const word of new Set(wordsOf(name || id))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(4, fields.length * 0.7);
  return new Set([...counts].flatMap(([word, count]) => (count >= most ? [word] : [])));
}

/** What a word of a technical name can mean. */
interface Word {
  readonly text: string;
  readonly subject: Exclude<Subject, 'self'> | undefined;
  readonly other: boolean;
  readonly family: boolean;
  readonly given: boolean;
  readonly full: boolean;
  readonly zip: boolean;
  readonly sex: boolean;
  readonly birth: boolean;
  readonly roman: boolean;
  /** `undefined`: an address as a whole */
  readonly address: readonly (Piece | undefined)[];
  readonly units: readonly Piece[];
  /** in `birthyear`, `bmonth` */
  readonly glued: readonly Piece[];
}

function classify(text: string): Word {
  const bare = text.replace(/^(birth(day|date)?|b)/, '');
  const unitsOf = (word: string): Piece[] => UNITS.flatMap(([unit, known]) => (known.test(word) ? unit : []));
  return {
    text,
    subject: SUBJECTS.find(([, known]) => known.test(text))?.[0],
    other: OTHER_THINGS.test(text),
    family: FAMILY.test(text),
    given: GIVEN.test(text),
    full: FULL.test(text),
    zip: ZIP.test(text),
    sex: SEX.test(text),
    birth: BIRTH.test(text),
    roman: ROMAN.test(text),
    address: ADDRESS.filter(([, known]) => known.test(text)).map(([piece]) => piece),
    units: unitsOf(text),
    glued: unitsOf(bare),
  };
}

/**
 * Reads the technical names of a page's fields; Japanese ones are read as labels. Every word is looked up once: they
 * come again and again.
 */
export function nameReader(fields: readonly FieldEvidence[]): (raw: string) => Reading {
  const frame = frameWords(fields);
  const known = new Map<string, Word>();
  const lookUp = (text: string): Word => {
    const word = known.get(text) ?? classify(text);
    known.set(text, word);
    return word;
  };
  return (raw) => readName(raw, frame, lookUp);
}

function readName(raw: string, frame: ReadonlySet<string>, lookUp: (text: string) => Word): Reading {
  if (/[^\x20-\x7e]/.test(raw)) return readText(raw.replace(/[[\]_]/g, ' '));
  const words = wordsOf(raw).filter((word) => !frame.has(word));
  const letters = words.filter((word) => !/^\d/.test(word)).map(lookUp);
  const index = Number(words.findLast((word) => /^\d+$/.test(word)) ?? 0);
  const script = scriptOf(letters);
  const subject = SUBJECTS.find(([of]) => letters.some((word) => word.subject === of))?.[0];
  return {
    residue: '',
    ...(script ? { script } : {}),
    ...(subject ? { subject } : {}),
    ...(index > 0 && index < 10 ? { index } : {}),
    ...(thingOf(letters) ??
      (letters.some(({ other }) => other) ? { thing: 'other', pieces: [] } : { pieces: [] })),
  };
}

function thingOf(letters: readonly Word[]): { thing?: Thing; pieces: readonly Piece[] } | undefined {
  const joined = letters.map(({ text }) => text).join('');
  if (/mail|password|usern|nickname|companyn|card|bank|account/.test(joined)) return undefined;
  const any = (is: (word: Word) => boolean): boolean => letters.some(is);
  const named = new Set(letters.slice(1).flatMap(({ units }) => units));
  const units = UNITS.map(([unit]) => unit).filter((unit) => named.has(unit));
  if (any(({ birth }) => birth) && joined !== 'b') {
    const glued = letters.flatMap((word) => word.glued).slice(0, 1);
    return { thing: 'birth', pieces: units.length > 0 ? units : glued };
  }
  if (any(({ sex }) => sex)) return { thing: 'sex', pieces: [] };
  if (any(({ zip }) => zip)) return { thing: 'zip', pieces: [] };
  const address = ADDRESS.map(([piece]) => piece).filter((piece) =>
    any((word) => word.address.includes(piece)),
  );
  if (address.length > 0) return { thing: 'address', pieces: address.filter((piece) => piece !== undefined) };
  if (any(({ other }) => other)) return undefined;
  const family = any((word) => word.family) || /^(name|kana|n|f)?sei(kana)?$/.test(joined);
  const given = any((word) => word.given) || /^(name|kana|n|f)?mei(kana)?$/.test(joined);
  if (family !== given) return { thing: 'name', pieces: [family ? 'family' : 'given'] };
  if (family || any(({ full }) => full)) return { thing: 'name', pieces: [] };
  if (units.length > 0) return { pieces: units };
  const [only, more] = letters;
  return only && !more && only.text.length > 1 && only.units.length > 0 ? { pieces: only.units } : undefined;
}

function scriptOf(letters: readonly Word[]): Script | undefined {
  const joined = letters.map(({ text }) => text).join(' ');
  if (HIRAGANA.test(joined)) return 'hiragana';
  if (KANA.test(joined)) return 'kana';
  return letters.some(({ roman }) => roman) ? 'roman' : undefined;
}
