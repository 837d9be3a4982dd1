import { describe, expect, it } from 'vitest';
import { debugText } from '../../../../core/form/preview/debug-text.ts';
import type { Entry } from '../../../../core/form/preview/entry.ts';
import { makeEntries, type Wishes } from '../../../../core/form/preview/make-entries.ts';
import { knownPerson, type CardWords, type Known } from '../../../../core/form/preview/person.ts';
import { parseProfile, type Profile } from '../../../../core/form/preview/profile.ts';
import { provenanceOf } from '../../../../core/form/preview/provenance.ts';
import { structureOf } from '../../../../core/form/preview/structure.ts';
import type { PageEvidence } from '../../../../core/form/plan/evidence.ts';
import { loadTowns } from '../../../../core/person/address/split-address.ts';
import { prefecturesOf } from '../../../../core/person/address/split-line.ts';
import { looksLikeMyNumber } from '../../../../core/person/my-number.ts';
import { documentOf } from '../in-jsdom.ts';
import { collect } from '../../../../core/form/page/collect.ts';

const CARD: CardWords = {
  name: '風間　翔子',
  address: '東京都千代田区霞が関２丁目１番３号霞マンション１０２号',
  birthDate: { year: 1990, month: 5, day: 5 },
  sex: 'female',
};
const PROFILE: Profile = {
  familyNameKana: 'かざま',
  givenNameKana: 'しょうこ',
  mobile: '090-1234-5678',
  mail: 'shoko@example.jp',
  occupation: '会社員',
  employer: '霞商会',
};
const towns = await loadTowns(prefecturesOf(CARD.address));
const KNOWN: Known = knownPerson(CARD, PROFILE, towns);

function pageOf(body: string): PageEvidence {
  return collect(documentOf(body)).evidence;
}

/** the entries of a form by the name of their field */
function entries(body: string, wishes: Partial<Wishes> = {}): Record<string, Entry> {
  const page = pageOf(body);
  const list = makeEntries(page, {
    known: KNOWN,
    profile: PROFILE,
    corrections: {},
    unticked: [],
    typed: {},
    ...wishes,
  });
  return Object.fromEntries(list.map((entry) => [page.fields[entry.key]!.name, entry]));
}

const PREFECTURES = ['北海道', '青森県', '東京都', '神奈川県', '京都府', '大阪府', '福岡県', '沖縄県']
  .map((name) => `<option>${name}`)
  .join('');

describe('where a value comes from', () => {
  const form = `<form><h2>お客様情報</h2>
    <label>お名前 <input name="full" placeholder="例）山田 太郎"></label>
    <label>フリガナ <input name="kana" placeholder="ﾔﾏﾀﾞ ﾀﾛｳ"></label>
    <label>ローマ字氏名 <input name="roman"></label>
    <label>郵便番号 <input name="zip"></label>
    <label>都道府県 <select name="pref"><option>選択${PREFECTURES}</select></label>
    <label>市区町村・番地 <input name="city"></label>
    <label>建物名 <input name="bldg"></label>
    <p>生年月日 <select name="era"><option value="">元号<option value="S">昭和<option value="H">平成</select>
      <input name="y" size="2" maxlength="2">年 <input name="m" size="2">月 <input name="d" size="2">日</p>
    <p>性別 <label><input type="radio" name="sex" value="1">男性</label>
      <label><input type="radio" name="sex" value="2">女性</label></p>
  </form>`;

  it('is said of each: certified, derived, own notes; and how it was changed', () => {
    const list = entries(form);
    const said = Object.fromEntries(
      Object.entries(list).map(([name, { source, shown }]) => [
        name,
        [shown, source?.origin, source?.of, source?.changes.join()],
      ]),
    );
    expect(said).toEqual({
      full: ['風間 翔子', 'card', undefined, 'blank'],
      kana: ['ｶｻﾞﾏ ｼｮｳｺ', 'profile', undefined, 'half-kana'],
      roman: ['KAZAMA SHOKO', 'derived', 'profile', 'hepburn'],
      zip: ['100-0013', 'derived', 'card', 'postal-list'],
      pref: ['東京都', 'derived', 'card', 'address-split'],
      city: ['千代田区霞が関２丁目１番３号', 'derived', 'card', 'address-split'],
      bldg: ['霞マンション１０２号', 'derived', 'card', 'address-split'],
      era: ['平成', 'card', undefined, 'era,date-part'],
      y: ['2', 'card', undefined, 'era,date-part'],
      m: ['5', 'card', undefined, 'date-part'],
      d: ['5', 'card', undefined, 'date-part'],
      sex: ['女性', 'card', undefined, 'choice'],
    });
    expect(list['full']).toMatchObject({ label: 'お名前', section: 'お客様情報' });
  });

  it('is known before the card is read, without a value', () => {
    const list = entries(form, { known: undefined });
    expect(list['full']).toMatchObject({ datum: 'fullName', source: { origin: 'card' } });
    expect(list['zip']).toMatchObject({ source: { origin: 'derived', changes: ['postal-list'] } });
    for (const [name, { write, empty }] of Object.entries(list)) {
      expect(empty, name).toBeUndefined();
      // the person's own word needs no card
      expect(write?.value, name).toBe({ kana: 'ｶｻﾞﾏ ｼｮｳｺ', roman: 'KAZAMA SHOKO' }[name]);
    }
  });

  it('keeps certification apart from declaration for what comes after', () => {
    const page = pageOf(form);
    const list = makeEntries(page, {
      known: KNOWN,
      profile: PROFILE,
      corrections: {},
      unticked: [],
      typed: { 0: '風間ショウコ' },
    });
    const filled = list.map(({ key }) => ({ key, outcome: key === 4 ? 'changed' : 'written' }));
    const record = provenanceOf(list, filled, [1]);
    expect(record[0]).toMatchObject({ origin: 'typed', since: 'as-filled' });
    expect(record[0]).not.toHaveProperty('certifiedBy');
    expect(record[1]).toMatchObject({ origin: 'profile', since: 'later' });
    expect(record[3]).toMatchObject({ origin: 'derived', certifiedBy: 'text-input-application' });
    expect(record[4]).toMatchObject({ since: 'page' });
    expect(JSON.stringify(record)).not.toMatch(/風間|東京|1990|100/);
  });
});

describe('what stays empty, and why', () => {
  it('is never a password, a card number, the Individual Number or a declaration', () => {
    const list = entries(`<form>
      <label>お名前 <input name="n"></label>
      <label>パスワード <input type="password" name="pw"></label>
      <label>暗証番号 <input name="pin"></label>
      <label>お名前 <input name="cc" autocomplete="cc-name"></label>
      <label>カード番号 <input name="card"></label>
      <label>個人番号 <input name="my"></label>
      <label>外国の重要な公人に該当しますか <select name="pep"><option>いいえ<option>はい</select></label>
      <p>反社会的勢力ではないことを表明します
        <label><input type="radio" name="anti" value="1">はい</label><label><input type="radio" name="anti" value="0">いいえ</label></p>
      <label>居住地国 <select name="tax"><option>日本<option>その他</select></label>
      <label>米国納税義務者（FATCA） <select name="us"><option>該当しない<option>該当する</select></label>
      <label>納税者番号（TIN） <input name="tin"></label>
      <label><input type="checkbox" name="ok"> 個人情報の取扱いに同意する</label>
    </form>`);
    const why = Object.fromEntries(
      Object.entries(list).map(([name, { empty }]) => [
        name,
        empty && 'what' in empty ? empty.what : empty?.why,
      ]),
    );
    expect(why).toEqual({
      n: undefined,
      pw: 'secret',
      pin: 'secret',
      cc: 'payment-card',
      card: 'payment-card',
      my: 'my-number',
      pep: 'declaration',
      anti: 'declaration',
      tax: 'declaration',
      us: 'declaration',
      tin: 'declaration',
      ok: 'declaration',
    });
    for (const [name, { open, write }] of Object.entries(list)) {
      if (name === 'n') continue;
      expect(open, name).toBe(false);
      expect(write, name).toBeUndefined();
    }
  });

  it('cannot be overruled by typing', () => {
    const body = `<form><label>パスワード <input type="password" name="pw"></label>
      <label>お名前 <input name="n" maxlength="4"></label><label>会員番号 <input name="no"></label></form>`;
    const typed = { 0: 'geheim', 1: '長すぎる名前', 2: '123456789018' };
    const list = entries(body, { typed });
    expect(list['pw']!.empty).toEqual({ why: 'never', what: 'secret' });
    expect(list['n']!.empty).toEqual({ why: 'too-long' });
    expect(list['no']!.empty).toEqual({ why: 'never', what: 'my-number' });
    for (const { write } of Object.values(list)) expect(write).toBeUndefined();
  });

  it('says of the others what they are', () => {
    const list = entries(`<form>
      <label>お名前 <input name="n"></label>
      <label>ローマ字姓 <input name="r" maxlength="2"></label>
      <h3>緊急連絡先</h3><label>緊急連絡先のお名前 <input name="ec"></label>
      <label>緊急連絡先の電話番号 <input name="et"></label>
      <h3>そのほか</h3>
      <label>本人確認書類 <input type="file" name="f"></label>
      <label>ご希望のコース <select name="c"><option>A<option>B</select></label>
      <label>備考 <textarea name="memo"></textarea></label>
      <label>住所 <input name="gone" style="display:none"></label>
    </form>`);
    expect(list['ec']!.empty).toEqual({ why: 'other-person', whom: 'emergency' });
    expect(list['et']!.empty).toEqual({ why: 'other-person', whom: 'emergency' });
    expect(list['r']!.empty).toEqual({ why: 'too-long' });
    expect(list['f']!.empty).toEqual({ why: 'file' });
    expect(list['c']!.empty).toEqual({ why: 'question' });
    expect(list['memo']!.empty).toEqual({ why: 'unknown' });
    expect(list['memo']!.open).toBe(true);
  });
});

describe('own notes', () => {
  it('go into telephone, mail and work fields, and never into the box to type the address again', () => {
    const list = entries(`<form>
      <label>お名前 <input name="n"></label>
      <label>電話番号（ハイフンなし） <input name="tel"></label>
      <label>メールアドレス <input name="mail" type="email"></label>
      <label>メールアドレス（確認） <input name="mail2" type="email"></label>
      <label>ご職業 <select name="job"><option>選択<option>公務員<option>会社員</select></label>
      <label>お勤め先名 <input name="emp"></label>
      <label>FAX番号 <input name="fax"></label>
    </form>`);
    const shown = Object.fromEntries(Object.entries(list).map(([name, entry]) => [name, entry.write?.value]));
    expect(shown).toEqual({
      n: '風間\u3000翔子',
      tel: '09012345678',
      mail: 'shoko@example.jp',
      mail2: undefined,
      job: '会社員',
      emp: '霞商会',
      fax: undefined,
    });
    expect(list['mail2']!.empty).toEqual({ why: 'again' });
  });

  it('divide a mobile number into three boxes, and no number whose parts are not known', () => {
    const body = `<form><table><tr><th>お名前</th><td><input name="n"></td></tr><tr><th>電話番号</th>
      <td><input name="t1" size="4">-<input name="t2" size="4">-<input name="t3" size="4"></td></tr></table></form>`;
    const parts = (profile: Profile): unknown[] => {
      const list = entries(body, { profile });
      return ['t1', 't2', 't3'].map((name) => list[name]!.write?.value);
    };
    expect(parts({ mobile: '09012345678' })).toEqual(['090', '1234', '5678']);
    expect(parts({ phone: '03-1234-5678' })).toEqual(['03', '1234', '5678']);
    expect(parts({ phone: '0312345678' })).toEqual([undefined, undefined, undefined]);
  });

  it('are read from anything, and hold no Individual Number', () => {
    expect(parseProfile(null)).toBeUndefined();
    expect(parseProfile(['x'])).toBeUndefined();
    expect(
      parseProfile({
        mail: ' a@b.jp ',
        phone: 3,
        mobile: '',
        position: '1234 5678 9018',
        evil: 'x',
        employer: 'x'.repeat(101),
      }),
    ).toEqual({ mail: 'a@b.jp' });
  });
});

describe('the person in charge', () => {
  const body = `<form><label>お名前 <input name="n"></label><label>メモ欄 <input name="x"></label>
    <label>電話番号 <input name="t"></label></form>`;

  it('unticks, types over and chooses', () => {
    const list = entries(body, { unticked: [0], typed: { 1: 'よろしく' } });
    expect(list['n']).toMatchObject({ shown: '風間\u3000翔子', empty: { why: 'unticked' } });
    expect(list['n']!.write).toBeUndefined();
    expect(list['x']).toMatchObject({ source: { origin: 'typed' }, write: { value: 'よろしく' } });
  });

  it('corrects a wrong guess once for this form', async () => {
    const page = pageOf(body);
    const print = (at: number): string => page.fields[at]!.fingerprint;
    const corrections = { [print(0)]: 'leave', [print(1)]: 'familyName', [print(2)]: 'mail' } as const;
    const list = entries(body, { corrections });
    expect(list['n']).toMatchObject({ empty: { why: 'corrected' }, corrected: true });
    expect(list['x']).toMatchObject({ datum: 'familyName', shown: '風間', corrected: true });
    expect(list['t']).toMatchObject({ datum: 'mail', shown: 'shoko@example.jp' });
    const name = await structureOf('https://a.example', page);
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(await structureOf('https://a.example', pageOf(body))).toBe(name);
    expect(await structureOf('https://b.example', page)).not.toBe(name);
    expect(await structureOf('https://a.example', pageOf('<input name="z">'))).not.toBe(name);
  });

  it('may explain every decision to others without his data', () => {
    const page =
      pageOf(`<form><h2>風間様の登録内容</h2><label>お名前 <input name="n" placeholder="風間 翔子"></label>
      <label>住所 <input name="a" title="東京都千代田区"></label></form>`);
    const list = makeEntries(page, {
      known: KNOWN,
      profile: PROFILE,
      corrections: {},
      unticked: [],
      typed: { 0: '内緒の値' },
    });
    const text = debugText('shop.example', page, list, { known: KNOWN, profile: PROFILE });
    expect(text).toContain('お名前');
    expect(text).toContain('██様の登録内容');
    for (const secret of ['風間', '翔子', '東京都', '千代田', '1990', 'shoko', '090', '内緒'])
      expect(text).not.toContain(secret);
  });
});

describe('the Individual Number', () => {
  it('is known by its check digit, in any width and grouping', () => {
    // the worked example's weights (平成26年総務省令第85号 5条) on made-up digits
    expect(looksLikeMyNumber('123456789018')).toBe(true);
    expect(looksLikeMyNumber('１２３４-５６７８ー９０１８')).toBe(true);
    expect(looksLikeMyNumber('123456789019')).toBe(false);
    expect(looksLikeMyNumber('090-1234-5678')).toBe(false);
    const fitting = Array.from({ length: 10 }, (_, digit) => `98765432109${digit}`).filter(looksLikeMyNumber);
    expect(fitting).toHaveLength(1);
  });
});
