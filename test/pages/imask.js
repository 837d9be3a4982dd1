import IMask from 'imask';
import { dataOf, nativeForm } from './native.js';
import { sent } from './page.js';

const form = nativeForm({ date: 'placeholder="1990/01/01"' });
const zip = IMask(form.querySelector('#zip'), { mask: '000-0000' });
const date = IMask(form.querySelector('#date'), { mask: '0000/00/00', lazy: true });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  sent({ ...dataOf(form), unmasked: [zip.unmaskedValue, date.unmaskedValue] });
});
