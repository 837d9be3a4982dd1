import Inputmask from 'inputmask';
import { dataOf, nativeForm } from './native.js';
import { sent } from './page.js';

const form = nativeForm();
const zip = form.querySelector('#zip');
Inputmask({ mask: '999-9999' }).mask(zip);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  sent({ ...dataOf(form), unmasked: [zip.inputmask.unmaskedvalue(), zip.inputmask.isComplete()] });
});
