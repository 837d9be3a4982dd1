import type { FieldEvidence } from '../plan/evidence.ts';
import { normalise } from './normalise.ts';

export type Never = 'my-number' | 'secret' | 'payment-card' | 'declaration';

const MY_NUMBER = /個人番号|マイナンバー|my ?number|kojin ?bangou?/;
const SECRET =
  /パスワード|暗証|password|passwd|passphrase|合言葉|秘密の(質問|答え)|(認証|確認|セキュリティ)(コード|番号)|ワンタイム|one-?time|captcha|画像認証|\bpin\b/;
const PAYMENT =
  /クレジット|カード(番号|会員|名義)|セキュリティコード|card ?(no|number|holder)|\bcv[vc]2?\b|\bcc-/;
const DECLARATION =
  /同意|承諾|承認します|誓約|表明|確約|規約|約款|確認しました|反社|暴力団|重要な公人|\bpeps?\b|fatca|米国(人|籍|納税|市民|居住)|居住地国|納税(義務|者番号)|\btin\b|内部者|インサイダー|agree|consent|terms|i (confirm|declare|certify)/;

/**
 * Fields that are never filled (services.md 1.5 and 3.3), whatever else is known of them: judged by the field's own
 * words and technical names, apart from and before everything the plan decides.
 */
export function neverOf(field: FieldEvidence): Never | undefined {
  const own = field.texts.filter(({ from }) => from !== 'note' && from !== 'row' && from !== 'column');
  const text = normalise(own.map((one) => one.text).join('\n'));
  const technical = normalise([field.name, field.id, field.autocomplete].join('\n').replace(/[_[\]]/g, ' '));
  if (MY_NUMBER.test(text) || MY_NUMBER.test(technical)) return 'my-number';
  if (PAYMENT.test(text) || PAYMENT.test(technical)) return 'payment-card';
  if (field.type === 'password' || SECRET.test(text) || SECRET.test(technical)) return 'secret';
  return asksForTruth(field) && DECLARATION.test(said(field, text)) ? 'declaration' : undefined;
}

/** choices, and the box for a foreign tax number */
function asksForTruth({ control, texts }: FieldEvidence): boolean {
  const text = texts.map((one) => one.text).join();
  return control !== 'text' && control !== 'textarea' ? true : /納税者番号|\bTIN\b/.test(text);
}

/** A box with nothing but its own sentence says it in its choice, or in what stands behind it. */
function said({ control, texts, options }: FieldEvidence, own: string): string {
  const choices = options.length <= 3 ? options.map(({ text }) => text) : [];
  const notes = control === 'checkbox' ? texts.filter(({ from }) => from === 'note') : [];
  return normalise([own, ...choices, ...notes.map(({ text }) => text)].join('\n'));
}
