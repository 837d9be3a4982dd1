import { describe, expect, it } from 'vitest';
import { decisionsOf } from './in-jsdom.ts';

const PREFECTURES = `<option value="">都道府県</option>${['北海道', '東京都', '大阪府', '福岡県'].map((name) => `<option>${name}</option>`).join('')}`;

describe('header cells that stand over several columns', () => {
  it('name every column below them, until a header of the whole row takes over', () => {
    expect(
      decisionsOf(`<form><table>
        <tr><th colspan="2">お名前（漢字）</th><th colspan="2">お名前（カナ）</th></tr>
        <tr><td>姓 <input name="a"></td><td>名 <input name="b"></td><td>セイ <input name="c"></td><td>メイ <input name="d"></td></tr>
        <tr><th colspan="4">現住所</th></tr>
        <tr><td>〒 <input name="e" size="8"></td><td><select name="f">${PREFECTURES}</select></td><td>市区町村・番地<br><input name="g"></td><td>マンション名<br><input name="h"></td></tr>
        </table></form>`),
    ).toEqual({
      a: 'familyName',
      b: 'givenName',
      c: 'familyNameKana',
      d: 'givenNameKana',
      e: 'postalCode',
      f: 'prefecture[prefecture]',
      g: 'addressLine1[city,town,block]',
      h: 'addressLine2[building]',
    });
  });
});

describe('the boxes of one row', () => {
  it('are of the one whom its label names: the second box of a patient’s name is his', () => {
    expect(
      decisionsOf(`<form><div><div>患者様氏名</div><div><input name="a"><input name="b"></div></div>
        <div><div>フリガナ</div><div><input name="c"><input name="d"></div></div></form>`),
    ).toEqual({ a: 'familyName', b: 'givenName', c: 'familyNameKana', d: 'givenNameKana' });
  });

  it('are all the addressee’s, the four digits behind the dash too', () => {
    expect(
      decisionsOf(`<form><p>氏名 <input name="n"></p><div><span>送付先</span><span>
        <input name="a" placeholder="〒" maxlength="3"> - <input name="b" maxlength="4"><select name="c">${PREFECTURES}</select>
        <input name="d" placeholder="市区町村・町名"><input name="e" placeholder="番地"></span></div></form>`),
    ).toEqual({
      n: 'fullName',
      a: 'postalCode1',
      b: 'postalCode2',
      c: 'prefecture[prefecture]',
      d: 'addressLine1[city,town]',
      e: 'addressLine2[block]',
    });
  });

  it('under ローマ字 are named by their technical names, whatever sample stands in them', () => {
    expect(
      decisionsOf(`<form><p>お名前 <input name="n"></p><div><p>ローマ字</p><div><input name="roma_last" placeholder="GAITAME"></div>
        <div><input name="roma_first" placeholder="TARO"></div></div></form>`),
    ).toMatchObject({ roma_last: 'familyNameRoman', roma_first: 'givenNameRoman' });
  });
});

describe('somebody whose role no list knows', () => {
  it('is the person in all his fields, not only in his name', () => {
    expect(
      decisionsOf(`<form><label>入山者の氏名<input name="a"></label><label>入山者の生年月日（西暦、半角数字8桁。例：20080401）<input name="b"></label>
        <p><span>入山者の性別</span><label><input type="radio" name="c" value="1">男</label><label><input type="radio" name="c" value="2">女</label></p></form>`),
    ).toEqual({ a: 'fullName', b: 'birthDate', c: 'sex' });
  });
});
