import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LookUpSite } from './support/look-up-site.ts';

let site: LookUpSite;
beforeAll(async () => {
  site = await LookUpSite.start();
});
afterAll(() => site.close());

const PREFECTURES = ['神奈川県', '大阪府', '東京都', '北海道'];
const select = (name: string): string =>
  `<select name="${name}"><option value="">選択</option>${PREFECTURES.map((p) => `<option>${p}</option>`).join('')}</select>`;
const SENT = `<script>document.forms[0].addEventListener('submit', () => { document.title = 'SENT'; });</script>`;
const NAME = `<p>お名前 <input name="n"></p>`;

/** postal code, prefecture, municipality, town with number, building */
const FIVE = `<form>${NAME}<p>郵便番号 <input name="zip" placeholder="1234567"></p><p>都道府県 ${select('pref')}</p>
  <p>市区町村 <input name="city"></p><p>町名・番地 <input name="town"></p><p>建物名 <input name="bldg"></p>
  <p>電話番号 <input name="tel" value="03-0000-0000"></p><button>送信</button></form>${SENT}`;
const RIGHT = {
  n: '風間　翔子',
  zip: '1000013',
  pref: '東京都',
  city: '千代田区',
  town: '霞が関二丁目１番３号',
  bldg: '桜田ハイツ１０２',
  tel: '03-0000-0000',
};

/** Answers by fetch and writes prefecture, municipality and town, emptying number and building, as much as `on` happens. */
const fetching = (on: string, delay: number, data = 'zip', unknown = ''): string => `<script>
  const form = document.forms[0];
  form.zip.addEventListener('${on}', async () => {
    const all = await (await fetch('/${data}.json?delay=${delay}')).json();
    const found = all[form.zip.value.replace(/\\D/g, '')];
    globalThis.answers = (globalThis.answers ?? 0) + 1;
    if (!found) { ${unknown} }
    form.pref.value = found ? '東京都' : '';
    form.city.value = found?.[1] ?? '';
    form.town.value = found?.[2] ?? '';
    form.bldg.value = '';
    for (const box of [form.pref, form.city, form.town]) box.dispatchEvent(new Event('change', { bubbles: true }));
  });</script>`;

describe('pages that look an address up by its postal code', () => {
  it('yubinbango: the library itself, on every key', async () => {
    const shown = await site.fill(`${FIVE}<script src="/core.js"></script><script>
      const { zip, pref, city, town, bldg } = document.forms[0];
      zip.addEventListener('keyup', () => new YubinBango.Core(zip.value, (found) => {
        globalThis.answers = (globalThis.answers ?? 0) + 1;
        pref.value = found.region; city.value = found.locality; town.value = found.street; bldg.value = found.extended;
      }));</script>`);
    expect(shown.values).toEqual(RIGHT);
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.sent).toBe(false);
  });

  it.each([
    ['input', 0],
    ['keyup', 50],
    ['change', 400],
    ['blur', 900],
    ['change', 2500],
  ])('a look-up on %s that answers after %i ms', async (on, delay) => {
    const shown = await site.fill(`${FIVE}${fetching(on, delay)}`, 500);
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.values).toEqual(RIGHT);
    expect(shown.milliseconds).toBeLessThan(9000);
  });

  it('two boxes for the postal code, script tags for the data, one box for the rest, and the focus moved', async () => {
    const shown =
      await site.fill(`<form>${NAME}<p>〒 <input name="zip1" maxlength="3"> - <input name="zip2" maxlength="4"></p>
      <p>住所 <input name="addr" placeholder="都道府県から番地まで"></p><p>建物名 <input name="bldg"></p></form><script>
      const { zip1, zip2, addr } = document.forms[0];
      globalThis.zipdata = (all) => {
        const found = all[zip1.value + zip2.value];
        if (!found) return;
        globalThis.answers = (globalThis.answers ?? 0) + 1;
        addr.value = '東京都' + found[1] + found[2];
        addr.focus();
        addr.setSelectionRange(addr.value.length, addr.value.length);
      };
      zip2.onkeyup = () => {
        if (zip1.value.length + zip2.value.length < 7) return;
        document.head.append(Object.assign(document.createElement('script'), { src: '/zip.js?delay=120' }));
      };</script>`);
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.values).toEqual({
      n: '風間　翔子',
      zip1: '100',
      zip2: '0013',
      addr: '東京都千代田区霞が関二丁目１番３号',
      bldg: '桜田ハイツ１０２',
    });
  });

  it('a code that the page does not know: it empties the boxes and shows an alert', async () => {
    const alert = `window.alert('該当する住所がありません');`;
    const shown = await site.fill(`${FIVE}${fetching('change', 200, 'none', alert)}`);
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.values).toEqual(RIGHT);
  });

  it('municipalities that are loaded for the prefecture that the look-up has chosen', async () => {
    const shown =
      await site.fill(`<form>${NAME}<p>郵便番号 <input name="zip" placeholder="1234567"></p><p>都道府県 ${select('pref')}</p>
      <p>市区町村 <select name="city"><option value="">選択</option></select></p><p>町名・番地・建物名 <input name="town"></p></form><script>
      const { zip, pref, city, town } = document.forms[0];
      const load = async (chosen) => {
        city.replaceChildren(new Option('選択', ''));
        const all = await (await fetch('/zip.json?delay=300')).json();
        for (const name of pref.value === '東京都' ? ['千代田区', '中央区', '港区'] : ['北区']) city.add(new Option(name, '13' + name));
        city.value = chosen ? '13' + chosen : '';
      };
      pref.addEventListener('change', () => load(''));
      zip.addEventListener('change', async () => {
        const found = (await (await fetch('/zip.json?delay=100')).json())[zip.value];
        globalThis.answers = (globalThis.answers ?? 0) + 1;
        pref.value = '東京都';
        town.value = found[2];
        await load(found[1]);
      });</script>`);
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.values).toEqual({
      n: '風間　翔子',
      zip: '1000013',
      pref: '東京都',
      city: '13千代田区',
      town: '霞が関二丁目１番３号桜田ハイツ１０２',
    });
  });

  it('a button that would look up is not pressed', async () => {
    const shown = await site.fill(`${FIVE}<button type="button" id="look">住所検索</button><script>
      look.onclick = () => { globalThis.answers = 1; };</script>`);
    expect(shown.answers).toBe(0);
    expect(shown.values).toEqual(RIGHT);
  });

  it('the look-up of the delivery address stays still', async () => {
    const shown =
      await site.fill(`<form><h3>ご注文者</h3>${NAME}<p>郵便番号 <input name="zip" placeholder="1234567"></p>
      <p>住所 <input name="addr" placeholder="都道府県から"></p>
      <h3>お届け先</h3><p>お名前 <input name="dn"></p><p>郵便番号 <input name="dzip"></p><p>住所 <input name="daddr"></p></form><script>
      const { zip, addr, dzip, daddr } = document.forms[0];
      for (const [code, box] of [[zip, addr], [dzip, daddr]])
        for (const on of ['input', 'keyup', 'change', 'blur']) code.addEventListener(on, async () => {
          if (code === dzip) globalThis.answers = (globalThis.answers ?? 0) + 1;
          const found = (await (await fetch('/zip.json?delay=100')).json())[code.value];
          box.value = found ? '東京都' + found[1] + found[2] : '';
        });</script>`);
    expect(shown.answers).toBe(0);
    expect(shown.values).toEqual({
      n: '風間　翔子',
      zip: '1000013',
      addr: '東京都千代田区霞が関二丁目１番３号桜田ハイツ１０２',
      dn: '',
      dzip: '',
      daddr: '',
    });
  });
});
