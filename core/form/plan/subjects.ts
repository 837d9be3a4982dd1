import type { Subject } from './plan.ts';
import type { Role } from './reading.ts';

type Other = Exclude<Subject, 'self'>;

/** Words for somebody who is not the person, or for an address that is not the person's. First match wins. */
const OTHERS: readonly (readonly [Other, RegExp])[] = [
  ['emergency', /緊急(連絡|時)?(の?(ご|お)?連絡)?先?|emergency|連絡の?つ(く|かない)/],
  [
    'guardian',
    /保護者|親権者|法定代理人|後見人|保佐人|父母|(お?父|お?母)(様|さん|親)?|ご?両親|^おや|guardian|parents?\b/,
  ],
  [
    'child',
    /お?子(さま|様|さん|供|ども)|(?<=^|[ごお])子息|こども|子ども|児童|幼児|園児|乳児|お孫|小学生|中学生|child|kids?\b|入園児|子女/,
  ],
  ['spouse', /配偶者|(?<![丈工])夫(?!人)|妻|奥様|ご主人|旦那|パートナー(?!企業)|spouse/],
  [
    'delivery',
    /(お|御)?届け?先|宛[名先]|配送先|配達先|お?送り先|発送先|送付先|郵送先|届け先|送品先|ギフト|贈り?先|お?受け?取り?(人|主|先)|受取(人|先)|shipping|delivery|別送|別の(ご|お)?(住所|場所)(へ|に)?(の|お|ご)?(発送|お?届け|送付|配送)?/,
  ],
  [
    'work',
    /勤務先|勤め先|お勤め|職場|就業先|就労先|勤務地|通勤|在籍|所属先|通学先|学校|大学|高校|がっこう|勤務|\boffice\b|employer|\bschool\b/,
  ],
  [
    'companion',
    /同伴|同行|お連れ|連れの|同乗|同居人?|同席|代表者以外|他の(参加|宿泊|利用)|companion|guest ?\d|([2-9２-９]|第[二三四五])(人|名|走者)目?|(一緒|いっしょ)に|(参加|同行|来場|受講|宿泊|出席|利用|搭乗|入場)者[2-9２-９]/,
  ],
  [
    'nominee',
    /(?<!(契約|登録)者?)名義|口座|被相続人|受益者|死亡保険金|指定代理|相続人|故人|亡くなられた|引き?落とし|振込先|払込|振り?込み?先/,
  ],
  ['referrer', /紹介者|推薦者|紹介元|友人|お友達|友だち|知人|紹介(して|を)|referrer|referral/],
  ['doctor', /医師|主治医|かかりつけ|先生|担当医|ドクター|講師|doctor/],
  [
    'previous',
    /旧(姓|氏|住所|名|番号)?|今までの|これまでの|前住所|変更前|転居前|引越し?前|引っ越し前|以前の|(?<!名)前の|従前|移転前|転出前|(?<!手)元の|previous|former/,
  ],
  ['billing', /請求先|請求書|支払(者|人)|お支払い?|カード|クレジット|決済|billing|payment/],
  [
    'family',
    /家族|ご?親族|親戚|世帯主|筆頭者|世帯員|扶養|続柄|同居|兄弟|姉妹|きょうだい|祖父|祖母|遺族|family ?member|実家|帰省|本籍|身元/,
  ],
  [
    'other',
    /連帯保証|保証人|代理人|代行|相手|贈る|第三者|(別|他)の方|応援|推薦|以外の場合|異なる(場合|方|とき)|本人以外|以外の方|ペット|愛犬|愛猫|わんちゃん|来訪先|訪問先|設置|(使用|利用|供給|回収|集荷|開催|作業|訪問|お?引き?取り?)(場所|先|地点|地)|工事|物件|現場|施工|会場|建築地|お墓|売却|査定|車両|店舗|希望地|スタッフ|営業(担当|所)|弊社|当社|販売店|代理店|取扱店|事故|加害|被害|付き?添い?|介護者|介助者|送迎|引率|監督|コーチ/,
  ],
  [
    'company',
    /会社|かいしゃ|本店|登記|商号|支配者|法人|企業|貴社|御社|団体|組織|事業(者|所|主)|屋号|本社|支社|チーム|サークル|グループ|クラブ名|施設|機関|company|corporate|organi[sz]ation|\bfirm\b|代表取締役|社長/,
  ],
];

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['representative', /代表(者|幹事)?(?!取締)/],
  [
    'applicant',
    /お?(申し?込み?|申請|契約|注文|購入|請求|届出|応募|志願|出願|受験|依頼|予約|登録|入会|加入|申告|提出|投資|開設|寄付|寄附|買|発注|問い?合わ?せ|投稿|回答|相談|申出)予?定?(者|人|主|の方|される方|する方|頂く方|いただく方)|契約(?=名義)|ご?本人|お客(様|さま)|会員|株主|飼い?主|納税者|あなた|貴方|ご?自身|ご?自分|customer|applicant|member|\byour?\b|私/,
  ],
  [
    'participant',
    /(接種|受診|参加|利用|受講|来場|体験|見学|使用|入居|宿泊)(を|に)?(する|される|受ける|希望する|希望の|ご希望の)方|参加者|参加希望者|受講(者|生|希望者)|来(場|店|院|館|訪)者|患者|受診(者|希望者)?|利用(者|される方)|使用者|入居(者|希望者)|入所者|生徒|学生|被保険者|宿泊(者|代表者)|搭乗者|出席者|出演者|選手|接種(者|を受ける方|対象者)|被接種者|体験者|見学者|対象者|入[学校](者|希望者)|受検者|治療|ゲスト|patient|student|participant|attendee|[一-龠々]{1,4}者(?=(の|様|お|ご)*(氏名|名|お名前|フリガナ|ふりがな|住所|郵便番号|生年月日|性別|$))/,
  ],
  [
    'contact',
    /担当(者|の方)|代表(者|幹事)?|連絡(者|責任者|担当)|責任者|記入者|記載者|入力者|窓口|幹事|contact/,
  ],
];

/** 無料体験を希望されるお子様: the words that end a text are whom it speaks of. */
export function lastSubject(text: string): Other | undefined {
  return OTHERS.find(([, words]) => new RegExp(`(?:${words.source})$`).test(text))?.[0];
}

/** The words about people in a normalised text, and the text without them. */
export function readSubject(text: string): { role?: Role; subject?: Other; rest: string } {
  // 貴社ご担当者名 is the one who fills in; 弊社担当者 is not.
  if (/ご?担当(者|の方)/.test(text) && !/営業|弊社|当社|希望|店舗|指名/.test(text)) {
    return { role: 'contact', rest: text.replace(/(御社|貴社|会社|法人|企業|団体)?の?ご?担当(者|の方)/, '') };
  }
  if (/(申し?込み?|予約|申請|応募)代表者/.test(text)) {
    return { role: 'applicant', rest: text.replace(/(申し?込み?|予約|申請|応募)代表者/, '') };
  }
  if (/団体代表|代表者/.test(text) && !/代表者以外|会社|法人|企業/.test(text)) {
    return { role: 'representative', rest: text.replace(/(団体|宿泊|グループ|申込)?代表者?/, '') };
  }
  for (const [subject, words] of OTHERS) {
    if (words.test(text)) return { subject, rest: text.replace(words, '') };
  }
  for (const [role, words] of ROLES) {
    if (words.test(text)) return { role, rest: text.replace(words, '') };
  }
  return { rest: text };
}
