import {
  FormControl,
  FormControlLabel,
  FormLabel,
  InputLabel,
  MenuItem,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@mui/material';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BEFORE, DAYS, MONTHS, PREFECTURES, sent, YEARS } from './page.js';

/** Material UI: labels that float, selects whose list stands at the end of the page while it is open. */
function Page() {
  const [state, setState] = useState(BEFORE);
  const set =
    (name) =>
    ({ target }) =>
      setState((old) => ({ ...old, [name]: target.value }));
  const box = (name, label) =>
    h(TextField, { label, value: state[name], onChange: set(name), margin: 'dense' });
  const list = (name, label, options) =>
    h(
      FormControl,
      { margin: 'dense', sx: { minWidth: 120 } },
      h(InputLabel, { id: `${name}-label` }, label),
      h(
        Select,
        { labelId: `${name}-label`, label, value: state[name], onChange: set(name) },
        options.map((option) => h(MenuItem, { key: option, value: option }, option)),
      ),
    );
  const submit = (event) => {
    event.preventDefault();
    sent(state);
  };
  return h(
    'form',
    { onSubmit: submit },
    h('div', null, box('sei', '姓'), box('mei', '名')),
    h('div', null, box('seiKana', 'セイ'), box('meiKana', 'メイ')),
    h('div', null, box('zip', '郵便番号')),
    h('div', null, list('pref', '都道府県', PREFECTURES), box('address', '市区町村・番地')),
    h(
      FormControl,
      null,
      h(FormLabel, { id: 'sex' }, '性別'),
      h(
        RadioGroup,
        { 'aria-labelledby': 'sex', name: 'sex', value: state.sex, onChange: set('sex'), row: true },
        h(FormControlLabel, { value: 'male', control: h(Radio), label: '男性' }),
        h(FormControlLabel, { value: 'female', control: h(Radio), label: '女性' }),
      ),
    ),
    h('h3', null, '生年月日'),
    h('div', null, list('year', '年', YEARS), list('month', '月', MONTHS), list('day', '日', DAYS)),
    h('div', null, box('mail', 'メールアドレス')),
    h('button', { type: 'submit' }, '確認する'),
  );
}

createRoot(document.querySelector('#app')).render(h(Page));
