import { BEFORE, DAYS, MONTHS, PREFECTURES, YEARS } from './page.js';

const options = (list, chosen) =>
  list.map((text) => `<option${text === chosen ? ' selected' : ''}>${text}</option>`).join('');

/** A form without a framework, for libraries that go over one. `zip`, `date`: attributes of these boxes. */
export function nativeForm({ zip = '', date } = {}) {
  const birth = date
    ? `<input id="date" name="date" ${date}>`
    : `<select name="year"><option value=""></option>${options(YEARS, BEFORE.year)}</select>年
       <select name="month"><option value=""></option>${options(MONTHS)}</select>月
       <select name="day"><option value=""></option>${options(DAYS)}</select>日`;
  document.querySelector('#app').innerHTML = `<form>
    <p><label>姓 <input id="sei" name="sei" value="${BEFORE.sei}"></label> <label>名 <input id="mei" name="mei"></label></p>
    <p><label>セイ <input id="seiKana" name="seiKana"></label> <label>メイ <input id="meiKana" name="meiKana" value="${BEFORE.meiKana}"></label></p>
    <p><label>郵便番号 <input id="zip" name="zip" ${zip}></label></p>
    <p><label>都道府県 <select name="pref"><option value="">選択してください</option>${options(PREFECTURES, BEFORE.pref)}</select></label></p>
    <p><label>市区町村・番地 <input name="address"></label></p>
    <p>性別 <label><input type="radio" name="sex" value="male" checked>男性</label> <label><input type="radio" name="sex" value="female">女性</label></p>
    <p>生年月日 ${birth}</p>
    <p><label>メールアドレス <input name="mail" type="email" value="${BEFORE.mail}"></label></p>
    <button>確認する</button></form>`;
  return document.querySelector('form');
}

/** What the form would send. @param {HTMLFormElement} form */
export function dataOf(form) {
  return Object.fromEntries(new FormData(form));
}
