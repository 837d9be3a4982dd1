import flatpickr from 'flatpickr';
import { dataOf, nativeForm } from './native.js';
import { sent } from './page.js';

const form = nativeForm({ date: 'placeholder="1990-01-01" value="1980-02-03"' });
const picker = flatpickr(form.querySelector('#date'), { allowInput: true, disableMobile: true });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [chosen] = picker.selectedDates;
  sent({
    ...dataOf(form),
    chosen: chosen && [chosen.getFullYear(), chosen.getMonth() + 1, chosen.getDate()],
  });
});
