/** Options of the selects that all pages offer. */
export const PREFECTURES = ['北海道', '東京都', '神奈川県', '大阪府', '沖縄県'];
export const YEARS = Array.from({ length: 70 }, (_, at) => String(1950 + at));
export const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1));
export const DAYS = Array.from({ length: 31 }, (_, at) => String(at + 1));

/** What the page holds before anybody writes. */
export const BEFORE = {
  sei: '旧姓',
  mei: '',
  seiKana: '',
  meiKana: 'マエ',
  zip: '',
  pref: '大阪府',
  address: '',
  sex: 'male',
  year: '1980',
  month: '',
  day: '',
  mail: 'a@example.jp',
};

/** Puts the state of a framework into the page when the form is sent. @param {unknown} state */
export function sent(state) {
  const out = document.querySelector('#sent') ?? document.body.appendChild(document.createElement('pre'));
  out.id = 'sent';
  out.textContent = JSON.stringify(state);
}
