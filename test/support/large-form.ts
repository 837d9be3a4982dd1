/** The rows of a Japanese application form, eight fields each. */
const ROWS = [
  (n: number) =>
    `<tr><th>お名前<span class="must">必須</span></th><td><label for="sei${n}">姓</label><input id="sei${n}" name="sei${n}"><label for="mei${n}">名</label><input id="mei${n}" name="mei${n}"></td></tr>`,
  (n: number) =>
    `<tr><th>フリガナ</th><td><input name="f${n}_1" placeholder="ヤマダ"><input name="f${n}_2" placeholder="ハナコ"></td></tr>`,
  (n: number) =>
    `<tr><th>郵便番号</th><td>〒<input name="zip${n}" maxlength="8" inputmode="numeric"><p class="note">※半角数字でご入力ください。</p></td></tr>`,
  (n: number) =>
    `<tr><th>都道府県</th><td><select name="pref${n}"><option value="">選択してください</option>${PREFECTURES}</select></td></tr>`,
  (n: number) =>
    `<tr><th>ご住所</th><td><input name="addr${n}" size="60"><div class="help"><p>例：千代田区霞が関二丁目１番３号</p></div></td></tr>`,
  (n: number) =>
    `<tr><th>性別</th><td><label><input type="radio" name="sex${n}" value="1">男性</label><label><input type="radio" name="sex${n}" value="2">女性</label></td></tr>`,
];

const NAMES =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県';
const PREFECTURES = NAMES.split(' ')
  .map((name, at) => `<option value="${at + 1}">${name}</option>`)
  .join('');

/** fields of one block of {@link largeForm}; a group of radio buttons is one */
const FIELDS_OF_A_BLOCK = 8;

/**
 * The body of a page with one `<form>` for each block of eight fields (name, kana, postal code, prefecture, address,
 * sex), and `filler` paragraphs without fields between them; at least `fields` fields.
 */
export function largeForm(fields: number, filler = 0): string {
  const blocks = Math.ceil(fields / FIELDS_OF_A_BLOCK);
  const each = Math.floor(filler / blocks);
  return Array.from({ length: blocks }, (_, block) => {
    const rows = ROWS.map((row) => row(block)).join('');
    const text = '<p>ご利用にあたって<b>お読みください</b></p>'.repeat(each);
    return `<form><h2>お申込者 ${block + 1}</h2><table>${rows}</table></form>${text}`;
  }).join('');
}
