import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BEFORE, DAYS, MONTHS, PREFECTURES, sent, YEARS } from './page.js';

const SEXES = { male: '男性', female: '女性' };

/** Controlled boxes: what stands in them comes from the state and from nowhere else; the postal code is formatted. */
function Page() {
  const [state, setState] = useState(BEFORE);
  const [left, setLeft] = useState([]);
  const set = (name, value) => setState((old) => ({ ...old, [name]: value }));
  const box = (name, props = {}) =>
    h('input', {
      name: `field_${name}`,
      value: state[name],
      onChange: ({ target }) => set(name, target.value),
      onBlur: () => setLeft((old) => [...old, name]),
      ...props,
    });
  const list = (name, options) =>
    h(
      'select',
      { value: state[name], onChange: ({ target }) => set(name, target.value) },
      h('option', { value: '' }, '--'),
      options.map((option) => h('option', { key: option, value: option }, option)),
    );
  const row = (label, ...boxes) => h('div', { className: 'row' }, h('span', null, label), ...boxes);
  const digits = (text) => text.replace(/\D/g, '').slice(0, 7);
  const zip = (text) => digits(text).replace(/^(\d{3})(?=\d)/, '$1-');
  const submit = (event) => {
    event.preventDefault();
    sent({ ...state, left: [...new Set(left)].sort() });
  };
  return h(
    'form',
    { onSubmit: submit },
    row('お名前', box('sei', { placeholder: '姓' }), box('mei', { placeholder: '名' })),
    row('フリガナ', box('seiKana', { placeholder: 'セイ' }), box('meiKana', { placeholder: 'メイ' })),
    row('郵便番号', box('zip', { onChange: ({ target }) => set('zip', zip(target.value)) })),
    row('都道府県', list('pref', PREFECTURES)),
    row('市区町村以下の住所', box('address')),
    row('メールアドレス', box('mail', { type: 'email' })),
    row(
      '性別',
      Object.entries(SEXES).map(([value, text]) =>
        h(
          'label',
          { key: value },
          h('input', {
            type: 'radio',
            name: 'sex',
            value,
            checked: state.sex === value,
            onChange: ({ target }) => set('sex', target.value),
          }),
          text,
        ),
      ),
    ),
    row('生年月日', list('year', YEARS), '年', list('month', MONTHS), '月', list('day', DAYS), '日'),
    h('button', { type: 'submit' }, '確認する'),
  );
}

createRoot(document.querySelector('#app')).render(h(Page));
