import $ from 'jquery';
import 'jquery-validation';
import { dataOf, nativeForm } from './native.js';
import { sent } from './page.js';

const form = nativeForm();
$.validator.addMethod('katakana', (value) => /^[ァ-ヶー]*$/.test(value), '全角カタカナで入力してください');
$(form).validate({
  rules: {
    ...Object.fromEntries(
      ['sei', 'mei', 'address', 'year', 'month', 'day'].map((name) => [name, 'required']),
    ),
    seiKana: { required: true, katakana: true },
    meiKana: { required: true, katakana: true },
    zip: { required: true, pattern: undefined, minlength: 7 },
  },
  submitHandler: () => sent(dataOf(form)),
});
// It shows what is wrong from the start, so that what is filled has to take the marks away.
$(form).valid();
