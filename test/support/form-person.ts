import type { FormPerson } from '../../core/form/plan/form-person.ts';

/** The fictional person of test/forms/FORMAT.md, without the building. */
export const FORM_PERSON: FormPerson = {
  familyName: '風間',
  givenName: '翔子',
  familyNameKana: 'カザマ',
  givenNameKana: 'ショウコ',
  address: { prefecture: '東京都', city: '千代田区', town: '霞が関二丁目', block: '１番３号', building: '' },
  postalCode: '1000013',
  birthDate: '1990-05-05',
  sex: 'female',
};
