import type { AddressPart, Attribute } from './attribute.ts';
import { addressAttribute, divideAddress, groupAddresses } from './decide-address.ts';
import { groupBirth, nameBoxes } from './decide-birth.ts';
import { groupNames, nameAttribute } from './decide-names.ts';
import { groupPostal } from './decide-postal.ts';
import type { FieldEvidence, PageEvidence } from './evidence.ts';
import { mayTakeIndividualNumber } from './individual-number.ts';
import { findStrangers } from './people.ts';
import type { Fillable, LeftEmpty, Plan } from './plan.ts';
import { understand } from './understand.ts';
import type { Understood } from './understood.ts';

/** Below this a field is left to the person. */
const SURE_ENOUGH = 0.5;

/**
 * Decides for each field of a page whether and with what it is filled. Each form is decided as a whole: names in pairs,
 * 3 + 4 digits, boxes of a date, pieces of an address, one person.
 */
export function makePlan(page: PageEvidence): Plan {
  const understood = understand(page.fields);
  const decisions = new Map<Understood, Decision>();
  for (const [form, members] of byForm(understood)) {
    if (looksUp(page.forms[form - 1] ?? '', members)) continue;
    decideForm(
      members.filter(({ field, thing }) => !isOutOfSight(field, thing)),
      decisions,
    );
  }
  const fill: Fillable[] = [];
  const empty: LeftEmpty[] = [];
  for (const field of understood) {
    const decision = decisions.get(field);
    if (decision?.fill && mayTakeIndividualNumber(field.field))
      empty.push(leftEmpty(field, { fill: false, subject: 'self', reason: '個人番号は扱わない' }));
    else if (decision?.fill && field.field.obstacle === undefined && field.confidence >= SURE_ENOUGH)
      fill.push(fillable(field, decision));
    else empty.push(leftEmpty(field, decision));
  }
  return { fill, empty };
}

function byForm(understood: readonly Understood[]): Map<number, Understood[]> {
  const forms = new Map<number, Understood[]>();
  for (const one of understood) {
    const members = forms.get(one.field.form);
    if (members) members.push(one);
    else forms.set(one.field.form, [one]);
  }
  return forms;
}

/**
 * A form that nothing but 検索 or ログイン sends asks for no answers. One that asks how to reach the person does, and so
 * does a long one: there the button helps to find the address.
 */
function looksUp(buttons: string, fields: readonly Understood[]): boolean {
  const texts = buttons.split(' | ').filter((text) => !/クリア|リセット|戻る|閉じる|reset|clear/i.test(text));
  const search = texts.every((text) =>
    /^(?!.*(住所|郵便番号|〒)).*(検索|さがす|探す|絞り?込|照会|追跡|ログイン|サインイン|search|log ?in|sign ?in)/i.test(
      text,
    ),
  );
  return search && texts.join('') !== '' && fields.length <= 6 && !asksHowToReach(fields);
}

function asksHowToReach(fields: readonly Understood[]): boolean {
  return fields.some(({ thing, what }) => thing === 'other' && /^(mail|phone)$/.test(what ?? ''));
}

/** What nobody sees takes no part; boxes that the page fills by itself keep their piece of the address. */
function isOutOfSight({ obstacle }: FieldEvidence, thing: Understood['thing']): boolean {
  return obstacle !== undefined && !(thing === 'address' && /read-only|disabled/.test(obstacle));
}

type Decision =
  | {
      readonly fill: true;
      readonly attribute: Attribute;
      readonly parts?: readonly AddressPart[];
      readonly half?: 'name' | 'room';
    }
  | { readonly fill: false; readonly subject: LeftEmpty['subject']; readonly reason: string };

function fillable(field: Understood, decision: Extract<Decision, { fill: true }>): Fillable {
  const { attribute, parts, half } = decision;
  return {
    key: field.field.key,
    attribute,
    ...(parts ? { parts } : {}),
    ...(half ? { half } : {}),
    ...(field.script === 'katakana' || field.script === 'hiragana' ? { script: field.script } : {}),
    confidence: Math.round(field.confidence * 100) / 100,
    reasons: field.reasons,
    ...(field.again ? { twin: true as const } : {}),
  };
}

function leftEmpty(field: Understood, decision: Decision | undefined): LeftEmpty {
  const { obstacle, key } = field.field;
  const subject = decision?.fill === false ? decision.subject : (field.subject ?? 'self');
  const reason = obstacle ?? (decision?.fill === false ? decision.reason : '答えられる項目ではない');
  const kind = field.thing === 'other' ? field.what : field.thing;
  return { key, subject, ...(kind ? { kind } : {}), reasons: [...field.reasons, reason] };
}

/** Fields that can take the answer at all: no passwords, mail boxes, files, ticks. */
function canTake({ field, thing, choices }: Understood): boolean {
  const { control, type } = field;
  if (control === 'opaque' || control === 'textarea')
    return control === 'textarea' && (thing === 'address' || thing === 'name');
  if (control === 'radio' || control === 'checkbox' || control === 'buttons') {
    return (
      choices !== undefined &&
      (thing === 'sex' ? choices.of === 'sex' : thing === 'birth' && choices.of === 'era')
    );
  }
  if (control === 'select')
    return choices !== undefined || (thing === 'address' && listsPlaces(field.options));
  if (control === 'listbox') return true;
  if (type === 'date') return thing === 'birth';
  if (type === 'month' || type === 'week' || type === 'time' || type === 'datetime-local') return false;
  return !/^(password|email|url)$/.test(type) && !(type === 'tel' && thing !== 'zip' && thing !== 'birth');
}

/** A box or list, not a tick or a button. */
function isPlace({ field }: Understood): boolean {
  return (
    /^(text|textarea|select|listbox|editable)$/.test(field.control) &&
    (field.type === '' || canHoldText(field))
  );
}

function canHoldText({ type }: FieldEvidence): boolean {
  return !/^(password|email|url|tel|date|month|number)$/.test(type);
}

/** A list of municipalities or towns, or one that the page fills after the prefecture is chosen. */
function listsPlaces(options: FieldEvidence['options']): boolean {
  const places = options.filter(({ text }) => /[市区町村郡]$/.test(text));
  return options.length <= 1 || places.length >= (options.length - 1) / 2;
}

function decideForm(fields: readonly Understood[], decisions: Map<Understood, Decision>): void {
  const strangers = findStrangers(fields);
  for (const [field, { subject, reason }] of strangers)
    decisions.set(field, { fill: false, subject, reason });
  const own = fields.filter((field) => !strangers.has(field) && canTake(field));
  const give = (field: Understood, decision: Omit<Extract<Decision, { fill: true }>, 'fill'>): void => {
    decisions.set(field, { fill: true, ...decision });
  };
  const second = (group: readonly Understood[]): void => {
    for (const field of group) decisions.set(field, { fill: false, subject: 'other', reason: '二人目' });
  };
  decideNames(own, decisions, second);
  const of = (thing: Understood['thing']): Understood[] =>
    own.filter((field) => field.thing === thing && !decisions.has(field));
  onlyFirst(groupPostal(of('zip')), second, (group) => {
    if (group.length === 1) give(group[0], { attribute: 'postalCode' });
    else
      group.forEach((field, half) => give(field, { attribute: half === 0 ? 'postalCode1' : 'postalCode2' }));
  });
  // A list that is still empty keeps its piece: the box beside it does not take it.
  const places = fields.filter(
    (field) => field.thing === 'address' && !strangers.has(field) && !decisions.has(field) && isPlace(field),
  );
  onlyFirst(groupAddresses(places), second, (group) => {
    for (const { field, parts, half } of divideAddress(group)) {
      if (canTake(field))
        give(field, { attribute: addressAttribute(parts), parts, ...(half ? { half } : {}) });
    }
  });
  onlyFirst(groupBirth(of('birth')), second, (group) => {
    for (const { field, attribute } of nameBoxes(group)) give(field, { attribute });
  });
  onlyFirst(
    of('sex').map((field) => [field]),
    second,
    (group) => {
      for (const field of group) give(field, { attribute: 'sex' });
    },
  );
  dropSearch(fields, decisions);
}

/** A form that asks for a region or a sex and nothing else of the person searches for something. */
function dropSearch(fields: readonly Understood[], decisions: Map<Understood, Decision>): void {
  const filled = fields.filter((field) => decisions.get(field)?.fill);
  const region = ({ thing, pieces }: Understood): boolean =>
    thing === 'zip' || pieces.join() === 'prefecture';
  const vague = filled.every(region) || (filled.length === 1 && filled[0]?.thing === 'sex');
  const own = ({ field }: Understood): boolean =>
    field.texts.some(({ text }) => /住まい|住所|あなた|ご自身|お客様/.test(text));
  if (!vague || asksHowToReach(fields) || (filled.length > 0 && filled.every(own))) return;
  for (const field of filled) decisions.set(field, { fill: false, subject: 'other', reason: '検索の条件' });
}

/** Of several groups for one datum the applicant's is the person's, else the first; a box to repeat it in as well. */
function onlyFirst<Group extends readonly Understood[]>(
  groups: readonly Group[],
  second: (group: Group) => void,
  decide: (group: Group) => void,
): void {
  const chosen = groups.find(([first]) => first?.role === 'applicant') ?? groups[0];
  for (const group of groups) {
    if (group === chosen || group[0]?.again) decide(group);
    else second(group);
  }
}

/** The first name of each script is the person's; after a second one, what follows is the second person's. */
function decideNames(
  own: readonly Understood[],
  decisions: Map<Understood, Decision>,
  second: (group: readonly Understood[]) => void,
): void {
  const seen = new Set<string>();
  for (const group of groupNames(own.filter(({ thing }) => thing === 'name'))) {
    const boxes = group.boxes.map(({ field }) => field);
    const [first] = boxes;
    if (seen.has(group.kind) && !first?.again) {
      second(boxes);
      if (group.kind === 'kanji' && first) second(followers(own, first.field, decisions));
    } else {
      for (const { field, piece } of group.boxes) {
        decisions.set(field, { fill: true, attribute: nameAttribute(group.kind, piece) });
      }
    }
    seen.add(group.kind);
  }
}

/** Unmarked fields behind a second name, up to the next heading. */
function followers(
  own: readonly Understood[],
  name: FieldEvidence,
  decisions: Map<Understood, Decision>,
): Understood[] {
  return own.filter(
    (field) =>
      field.field.key > name.key &&
      field.role === undefined &&
      field.field.headings[0] === name.headings[0] &&
      !decisions.has(field),
  );
}
