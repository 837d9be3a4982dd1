import { describe, expect, it } from 'vitest';
import { decisionsOf, planOf } from './in-jsdom.ts';

const PREFECTURES = ['東京都', '神奈川県', '大阪府', '北海道']
  .map((name) => `<option>${name}</option>`)
  .join('');

describe('makePlan', () => {
  it('pairs two boxes of one row without words of their own', () => {
    expect(
      decisionsOf(
        '<p>お名前 <input name="a"> <input name="b"></p><p>フリガナ <input name="c"> <input name="d"></p>',
      ),
    ).toEqual({ a: 'familyName', b: 'givenName', c: 'familyNameKana', d: 'givenNameKana' });
  });

  it('pairs by script when scripts alternate', () => {
    const rows = ['姓', 'セイ', '名', 'メイ']
      .map((label, at) => `<p>${label}<input name="n${at}"></p>`)
      .join('');
    expect(decisionsOf(rows)).toEqual({
      n0: 'familyName',
      n1: 'familyNameKana',
      n2: 'givenName',
      n3: 'givenNameKana',
    });
  });

  it('gives フリガナ above 氏名 to the name, below 会社名 to the company', () => {
    const body =
      '会社名<input name="a"><br>フリガナ<input name="b"><br>氏名<input name="c"><br>フリガナ<input name="d">';
    expect(decisionsOf(body)).toEqual({ c: 'fullName', d: 'fullNameKana' });
    expect(
      decisionsOf('会員番号<input name="a"><br>フリガナ<input name="b"><br>氏名<input name="c">'),
    ).toEqual({
      b: 'fullNameKana',
      c: 'fullName',
    });
  });

  it('divides the pieces of an address among its boxes', () => {
    const boxes = (...labels: string[]): string =>
      labels.map((label, at) => `<p>${label}<input name="a${at}"></p>`).join('');
    expect(decisionsOf(boxes('都道府県', '市区町村', '番地', '建物名'))).toEqual({
      a0: 'prefecture[prefecture]',
      a1: 'city[city]',
      a2: 'addressLine1[town,block]',
      a3: 'addressLine2[building]',
    });
    expect(decisionsOf(boxes('住所1', '住所2'))).toEqual({
      a0: 'fullAddress[prefecture,city,town,block]',
      a1: 'addressLine2[building]',
    });
    expect(decisionsOf(boxes('住所'))).toEqual({ a0: 'fullAddress[prefecture,city,town,block,building]' });
    expect(
      decisionsOf(`<p>都道府県<select name="p">${PREFECTURES}</select></p>${boxes('それ以降の住所')}`),
    ).toEqual({
      p: 'prefecture[prefecture]',
      a0: 'addressLine1[city,town,block,building]',
    });
  });

  it('follows the sample rather than the usual division', () => {
    const body = `<select name="p">${PREFECTURES}</select><input name="a" placeholder="市区町村名（例：千代田区神田神保町）"><input name="b" placeholder="番地・ビル名（例：1-3-5）">`;
    expect(decisionsOf(`<p>住所 ${body}</p>`)).toMatchObject({
      a: 'addressLine1[city,town]',
      b: 'addressLine2[block,building]',
    });
  });

  it('names the boxes of a date by their units, in front or behind', () => {
    const want = { y: 'birthYear', m: 'birthMonth', d: 'birthDay' };
    expect(decisionsOf('生年月日 <input name="y">年<input name="m">月<input name="d">日')).toEqual(want);
    expect(decisionsOf('生年月日 <p>年<input name="y">月<input name="m">日<input name="d"></p>')).toEqual(
      want,
    );
    expect(decisionsOf('<p>生年月日 <input name="y"> <input name="m"> <input name="d"></p>')).toEqual(want);
  });

  it('takes the words behind a box for its own where nothing stands before', () => {
    const body =
      '住所<br>〒<input name="a" size="8"><br><input name="b">（都道府県）<br><input name="c">（市区町村）<br><input name="d">（町名・番地）';
    expect(decisionsOf(`<form>${body}</form>`)).toEqual({
      a: 'postalCode',
      b: 'prefecture[prefecture]',
      c: 'city[city]',
      d: 'addressLine1[town,block]',
    });
  });

  it('names the boxes of a date by all that they say, whatever the order', () => {
    const list = (name: string, first: string, from: number, to: number): string => {
      const options = Array.from({ length: to - from + 1 }, (_, at) => `<option>${from + at}</option>`);
      return `<select name="${name}"><option value="">${first}</option>${options.join('')}</select>`;
    };
    const boxes = [list('m', 'Month', 1, 12), list('d', 'Day', 1, 31), list('y', 'Year', 1930, 2020)];
    expect(decisionsOf(`<p>生年月日 ${boxes.join(' ')}</p>`)).toEqual({
      m: 'birthMonth',
      d: 'birthDay',
      y: 'birthYear',
    });
    expect(
      decisionsOf(
        '<p>生年月日 <input name="y" maxlength="4">年<input name="m">月<input name="d">日（満<input name="x">歳）</p>',
      ),
    ).toEqual({ y: 'birthYear', m: 'birthMonth', d: 'birthDay' });
  });

  it('reads what follows the name of a child, unmarked, as the child’s', () => {
    const body = `<p>保護者様のお名前（お申込者）<input name="a"></p><p>フリガナ<input name="b"></p>
      <p>お子様のお名前<input name="c"></p><p>フリガナ<input name="d"></p><p>生年月日<input name="e" type="date"></p>`;
    expect(decisionsOf(body)).toEqual({ a: 'fullName', b: 'fullNameKana' });
  });

  it('does not take the page title for a section about somebody else', () => {
    expect(decisionsOf('<h2>桜山高等学校同窓会　住所変更届フォーム</h2><p>氏名<input name="a"></p>')).toEqual(
      { a: 'fullName' },
    );
  });

  it('fills no form that is sent to search', () => {
    const boxes = '<label>姓<input name="a"></label><label>名<input name="b"></label>';
    expect(decisionsOf(`<form>${boxes}<button>検索</button></form>`)).toEqual({});
    expect(decisionsOf(`<form>${boxes}<button>住所検索</button><button>登録</button></form>`)).toEqual({
      a: 'familyName',
      b: 'givenName',
    });
  });

  it('does not hear the words of the frame in generated names', () => {
    const box = (name: string, label: string): string =>
      `<p>${label}<input name="ctl00$ContentPlaceHolder1$${name}"></p>`;
    const body = [
      box('txtA', '氏名'),
      box('txtB', '郵便番号'),
      box('txtC', '住所'),
      box('txtD', '電話番号'),
    ].join('');
    expect(Object.keys(decisionsOf(body))).toHaveLength(3);
  });

  it('leaves other people and other dates alone', () => {
    const body = `<h2>ご契約者</h2><p>氏名<input name="a"></p><p>生年月日<input name="b" type="date"></p>
      <h2>緊急連絡先</h2><p>氏名<input name="c"></p><p>住所<input name="d"></p>
      <h2>配偶者</h2><p>氏名<input name="e"></p><p>生年月日<input name="f" type="date"></p>
      <p>入会希望日<input name="g" type="date"></p>`;
    expect(decisionsOf(body)).toEqual({ a: 'fullName', b: 'birthDate' });
  });

  it('takes the addressee for the person only where no other address is asked for', () => {
    expect(decisionsOf('<h2>お届け先</h2><p>お名前<input name="a"></p><p>住所<input name="b"></p>')).toEqual({
      a: 'fullName',
      b: 'fullAddress[prefecture,city,town,block,building]',
    });
    const both =
      '<h2>ご注文者</h2><p>お名前<input name="a"></p><p>住所<input name="b"></p><h2>お届け先</h2><p>お名前<input name="c"></p><p>住所<input name="d"></p>';
    expect(Object.keys(decisionsOf(both))).toEqual(['a', 'b']);
  });

  it('takes 請求先 for the customer where nobody else is asked for but the addressee', () => {
    const body = `<h3>請求先</h3><p>姓<input name="a"></p><p>名<input name="b"></p>
      <h3>別の住所へ発送</h3><p>姓<input name="c"></p><p>名<input name="d"></p>`;
    expect(decisionsOf(body)).toEqual({ a: 'familyName', b: 'givenName' });
  });

  it('tells a name and its reading in one row by what their boxes are called', () => {
    expect(decisionsOf('<p>お名前（フリガナ） <input name="name">（<input name="kana">）</p>')).toEqual({
      name: 'fullName',
      kana: 'fullNameKana',
    });
  });

  it('takes the person in charge for the person, and the company address not', () => {
    const body = '<p>会社名<input name="a"></p><p>ご担当者名<input name="b"></p><p>住所<input name="c"></p>';
    expect(decisionsOf(body)).toEqual({ b: 'fullName' });
    expect(decisionsOf('<p>お名前<input name="a"></p><p>担当者名<input name="b"></p>')).toEqual({
      a: 'fullName',
    });
  });

  it('never plans secrets, cards, the individual number and consents', () => {
    const body = `<p>お名前<input name="a" type="password"></p><p>個人番号<input name="b" autocomplete="name"></p>
      <p>カード名義人<input name="c" autocomplete="cc-name"></p><label><input type="checkbox" name="d">氏名の利用に同意する</label>
      <p>メールアドレス<input name="e" type="email"></p><p>電話番号<input name="f" type="tel"></p>`;
    expect(decisionsOf(body)).toEqual({});
  });

  it('does not believe autocomplete against the label', () => {
    expect(
      decisionsOf(
        '<p>姓<input name="a" autocomplete="given-name"></p><p>名<input name="b" autocomplete="family-name"></p>',
      ),
    ).toEqual({ a: 'familyName', b: 'givenName' });
    expect(decisionsOf('<p>会社名<input name="a" autocomplete="name"></p>')).toEqual({});
  });

  it('gives labels of repeated ids to the field they stand at', () => {
    const body =
      '<p><label for="x">氏名</label><input id="x" name="a"></p><p><label for="x">フリガナ</label><input id="x" name="b"></p>';
    expect(decisionsOf(body)).toEqual({ a: 'fullName', b: 'fullNameKana' });
  });

  it('does not fill a search by prefecture', () => {
    expect(
      decisionsOf(`<form>都道府県<select name="p">${PREFECTURES}</select><button>検索</button></form>`),
    ).toEqual({});
    expect(decisionsOf(`<form>お住まいの都道府県<select name="p">${PREFECTURES}</select></form>`)).toEqual({
      p: 'prefecture[prefecture]',
    });
  });

  it('leaves the second person of a list to the person', () => {
    const rows = [1, 2].map(
      (at) => `<tr><td><input name="n${at}"></td><td><input name="b${at}" type="date"></td></tr>`,
    );
    const table = `<table><tr><th>氏名</th><th>生年月日</th></tr>${rows.join('')}</table>`;
    expect(decisionsOf(table)).toEqual({ n1: 'fullName', b1: 'birthDate' });
  });

  it('fills what cannot be seen or written never', () => {
    const body = `<p>氏名<input name="a" style="display:none"></p><p style="opacity:0">住所<input name="b"></p>
      <p aria-hidden="true">郵便番号<input name="c"></p><p>生年月日<input name="d" type="date" readonly></p>
      <fieldset disabled><p>姓<input name="e"></p></fieldset><p>氏名<input name="f"></p>`;
    expect(decisionsOf(body)).toEqual({ f: 'fullName' });
  });

  it('says for every field why', () => {
    const { plan, page } = planOf(
      '<p>お名前<input name="a"></p><p>保護者氏名<input name="b"></p><p>備考<input name="c"></p>',
    );
    expect(plan.fill.length + plan.empty.length).toBe(page.evidence.fields.length);
    for (const { reasons } of [...plan.fill, ...plan.empty]) expect(reasons.join()).not.toBe('');
    expect(plan.empty.find(({ key }) => key === 1)).toMatchObject({ subject: 'guardian', kind: 'name' });
  });
});
