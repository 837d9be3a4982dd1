import * as Select from '@radix-ui/react-select';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BEFORE, PREFECTURES, sent } from './page.js';

const LISTS = { pref: PREFECTURES, sex: ['男性', '女性', '回答しない'] };

/** Radix: a button that opens on `pointerdown`, choices that are taken on `pointerup`. */
function Page() {
  const [state, setState] = useState({ sei: '', mei: '', pref: '', sex: '男性' });
  const set = (name, value) => setState((old) => ({ ...old, [name]: value }));
  const box = (name, label) =>
    h(
      'label',
      null,
      label,
      h('input', { value: state[name], onChange: ({ target }) => set(name, target.value) }),
    );
  const list = (name, label) =>
    h(
      'div',
      null,
      h('span', { id: `${name}-label` }, label),
      h(
        Select.Root,
        { value: state[name], onValueChange: (value) => set(name, value) },
        h(
          Select.Trigger,
          { 'aria-labelledby': `${name}-label` },
          h(Select.Value, { placeholder: '選択してください' }),
        ),
        h(
          Select.Portal,
          null,
          h(
            Select.Content,
            { position: 'popper' },
            h(
              Select.Viewport,
              null,
              LISTS[name].map((text) =>
                h(Select.Item, { key: text, value: text }, h(Select.ItemText, null, text)),
              ),
            ),
          ),
        ),
      ),
    );
  const submit = (event) => {
    event.preventDefault();
    sent({ ...BEFORE, ...state });
  };
  return h(
    'form',
    { onSubmit: submit },
    h('p', null, box('sei', '姓'), box('mei', '名')),
    list('sex', '性別'),
    list('pref', 'お住まいの都道府県'),
    h('button', { type: 'submit' }, '確認する'),
  );
}

createRoot(document.querySelector('#app')).render(h(Page));
