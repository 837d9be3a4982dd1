import * as AutoKana from 'vanilla-autokana';
import { dataOf, nativeForm } from './native.js';
import { sent } from './page.js';

const form = nativeForm();
AutoKana.bind('#sei', '#seiKana', { katakana: true });
AutoKana.bind('#mei', '#meiKana', { katakana: true });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  sent(dataOf(form));
});
