import type { Piece } from './reading.ts';

/** Things Kazasu does not fill, known by their labels. Texts are normalised (text.ts). */
export const NOT_OURS: readonly (readonly [string, RegExp])[] = [
  ['my-number', /個人番号|マイナンバー|my ?number/],
  [
    'secret',
    /パスワード|暗証|password|passwd|合言葉|秘密の(質問|答え)|認証(コード|番号)|確認(コード|番号)|ワンタイム|画像認証|captcha|セキュリティコード|\bpin\b/,
  ],
  ['card', /クレジット|カード(番号|会員|名義|の種類)|card ?(no|number|holder)|\bcv[vc]|有効期限/],
  [
    'bank',
    /口座|金融機関|銀行|信用金庫|支店|預金|\bbank|ゆうちょ|振り?込|引き?落とし?|(?<!(契約|登録)者?)名義/,
  ],
  ['mail', /メール|めーる|メルマガ|メアド|アドレス|e-?mail|\bmail\b/],
  [
    'phone',
    /電話|でんわ|\btel\b|\btel(?=\d|no|番)|携帯|スマホ|phone|fax|ファックス|ファクス|ファクシミリ|内線|mobile|連絡先番号|市外局番/,
  ],
  [
    'web',
    /\burl|ホームページ|web ?サイト|website|\bsns\b|twitter|instagram|\bline ?(id|名)|facebook|アカウント|ドメイン/,
  ],
  [
    'login',
    /ログイン|ユーザー?(名|id|ネーム)|user ?(name|id)|(会員|顧客|お客様|診察券|受験|学籍|社員|証券|契約|注文|予約|受付|保険証|被保険者|免許証?|登録|管理|整理|照会|旅券|パスポート|製造|部店|伝票|年金|株主|在留カード|認定|許可)の?(番号|id|コード|no\.?|記号)|ニックネーム|ハンドル|ペンネーム|表示名|nickname|芸名|通称|愛称|呼び名|ラジオネーム/,
  ],
  ['age', /年齢|ねんれい|(?<!\d)歳|\bage\b|年代|学年|干支/],
  [
    'count',
    /人数|名様|数量|台数|個数|枚数|冊数|部数|回数|金額|年収|身長|体重|血液型|面積|坪|予算|家賃|時間|時刻|\btime\b|曜日|ご?本数/,
  ],
  [
    'organisation',
    /(会社|企業|法人|貴社|御社|団体|組織|学校|大学|高校|学部|学科|専攻|店舗?|事業所|医院|病院|クリニック|部署|部門|部課|所属|役職|肩書き?|職業|職種|業種|業界|勤務先|職務|チーム|クラブ|サークル|グループ|大会|コース|プラン|商品|製品|品|型|機種|車種|物件|路線|駅|国|件|題|銘柄|作品|講座|セミナー|イベント|公演|ツアー|施設|機関|媒体|病|薬|保険|犬種|ペット|資料|書籍|制度|学会|研究|サービス|バンド|キャンペーン|プロジェクト|建設地|屋号|お勤め先|就業先|在籍校|出身校)(の)?(名称?|種別|情報)?$|株式会社|company|occupation|department|\bjob\b|country/,
  ],
  [
    'message',
    /問い?合わ?せ(内容|項目|種別|事項)?$|内容|メッセージ|備考|要望|質問|ご?意見|ご?感想|コメント|message|comment|inquiry|enquiry|件名|題名|subject|\btitle\b|タイトル|理由|きっかけ|動機|目的|自己pr|経験|資格|免許|学歴|職歴|趣味|国籍|出身|アンケート|連絡事項|通信欄|特記|その他$|症状|既往|アレルギー|方法|有無|種類|区分|カテゴリ|同意|承諾|検索|キーワード|search|続柄/,
  ],
  [
    'date',
    /(希望|来店|来場|来院|来館|予約|訪問|見学|宿泊|利用|使用|到着|出発|チェックイン|チェックアウト|開始|終了|締切|卒業|入学|入社|退職|退社|離職|取得|購入|発行|交付|契約|加入|申し?込み?|申請|届出|記入|作成|搬入|納品|納|配達|配送|お?届け|検診|受診|初診|受験|試験|開催|開業|設立|創業|創立|結婚|記念|転居|転入|転出|引越し?|入居|退去|移転|異動|有効|満了|発症|接種|診療|振込|支払|事故|発生|死亡|解約|変更|処理|回収|工事|撮影|参加|実施|開通|失効|請求|就業|勤務|在留|面接|候補|レッスン|体験|挙式|披露宴|出産予定)[^、]*?(日|年月|時期|期限|期間|年度|年)|日(時|程|付)|期限|期間|\bdate$|年月日|(第[一二三1-3]|予定)[^、]*日/,
  ],
];

export const BIRTH =
  /生年月日|誕生(年月日|日|年|月)?|たんじょうび|せいねんがっぴ|生年月?|(お?生|う)まれ(年|た年|月日|た日)?|生れ|出生(?!地|体重|時)年?|birth ?(date|day|year)?|date ?of ?birth|\bdob\b|\bb-?day\b/;
export const SEX = /性別|せいべつ|男女|(男|おとこ)性?[・/](女|おんな)性?|\bsex\b|gender/;
export const ZIP = /郵便(番号)?|ゆうびん(ばんごう)?|〒|\bzip( ?code)?|postal( ?code)?|post ?code/;

export const ADDRESS_PIECES: readonly (readonly [Piece, RegExp])[] = [
  ['prefecture', /都道府県名?|道府県|(?<![一-龠])県名?(?![一-龠])|府県|prefecture|\bpref\b|\bstate\b/],
  ['city', /[市区郡]([・/、]?[市区郡町村]){1,4}|^[市区郡]$|町村[・/]?[市区郡]|\b(city|ward)\b|市名/],
  ['town', /町域|町内|町名|[・/]町(?!村)|大字|小字|字名|\btown\b|地名/],
  ['block', /番地|地番|丁目|街区|枝番|street/],
  [
    'building',
    /建物|たてもの|マンション|アパート|ビル|コーポ|団地|集合住宅|寮|方書|様方|気付|building|apartment|\bapt\b|mansion|bldg/,
  ],
  ['room', /部屋|へや|号室|室番号|\broom\b|階数|棟/],
];
export const ADDRESS =
  /住所|じゅうしょ|所在地?|居住地|住居|居所|お住まい|おすまい|おところ|(?<!mail ?)\baddress/;
export const FROM = /から$/;
export const REST = /以降|以下|続き|つづき|残り|その他の?住所|それ以外/;
export const UP_TO = /まで|も|含|すべて|全て|省略せず|入力漏れ/;

export const FULL_NAME =
  /氏名|お?名前|姓名|[者人]?名義|芳名|御名前|フルネーム|なまえ|ナマエ|シメイ|しめい|full ?name|(者|様|(?<!法)人|員|主|客|方|本)名|(?<!user ?|nick ?)\bname\b/;
export const FAMILY =
  /姓|苗字|名字|みょうじ|ミョウジ|family( ?name)?|last ?name|^last$|surname|ラストネーム|ファミリーネーム|^氏$|^性$|^[しシ]$|^セイ|セイ$|^せい$/;
export const GIVEN =
  /^名$|^名(?=フリ|ふり|カナ|かな|よみ|ヨミ|ローマ|漢字|全角)|(フリガナ|ふりがな|カナ|かな|漢字|ローマ字)の?名$|(下|した)の(お)?名前?|first ?name|^first$|given( ?name)?|ファーストネーム|^メイ|(?<!シ)メイ$|^めい$/;

export const KATAKANA = /カタカナ|\bkatakana\b|片仮名|フリガナ|ヨミガナ|ヨミ|カナ|セイ|メイ|シメイ|ナマエ/;
export const HIRAGANA = /ひらがな|\bhiragana\b|平仮名|ふりがな|よみがな|よみ(?!やすい)|かな$|せい$|めい$/;
export const KANA =
  /読み?(仮名|方|がな)?|(振り?|ふり)(仮名|がな)|仮名|\b(kata)?kana\b|hiragana|furigana|yomi|phonetic|reading|ruby|ルビ/;
export const ROMAN = /ローマ字|英字|アルファベット|英語|英文|roma(n|ji)|alphabet|パスポート/;
export const KANJI = /漢字|kanji/;

/** Words that change nothing: honorifics, form words, script and width. */
export const HARMLESS =
  /名義|漢字|のある|にある|パスポート|とおり|通り|ように|同じ|フリガナ|ふりがな|ヨミガナ|よみがな|読み?(仮名|方|がな)?|(振り?|ふり)(仮名|がな)|カタカナ|ひらがな|平仮名|片仮名|ローマ字|アルファベット|英字|英語|英文|表記|カナ|かな|仮名|よみ|ヨミ|全角|半角|大文字|小文字|文字|英数字?|数字|戸籍上?|正式|本名|現在|新しい|住民票|登録|居住|連絡先?|日中|繋がる|希望|フル|姓|名|氏|セイ|メイ|せい|めい|様|さま|さん|西暦|和暦|元号|年号|年|月|日|必ず|自宅|地域|など|等|欄|情報|記入|入力|選択|ください|下さい|して|記載|ハイフン|なし|無し|不要|あり|付き?|区切り|桁|番号|コード|検索|自動|から|まで|より|お|ご|御|おり|の|を|は|が|に|で|と|も|現|新|都|道|府|県|市|区|町|村|郡|字|号|丁目|番|地|上|下|前|後|左|右|半分|以降|以下|続き|それ|[一二三\d○〇◯△×]|month|day|year|reading|phonetic|yomi|letters|capitals?|characters|please|enter|\byour\b|\bthe\b|\bof\b|\bno\b|code|number|name|date|select|input|\bin\b|kana|kanji|furigana|katakana|hiragana|romaji|roman|japan(ese)?|full|first|last|family|given|\band\b|\bor\b|line|[\s:;・,、.。|/<>~～?!+&()「」_-]/g;

/** Words that are a piece by themselves, without saying of what. */
export const UNITS: readonly (readonly [Piece, RegExp])[] = [
  ['era', /^(元号|年号|和暦|西暦・?和暦|era)$/],
  ['year', /^(西暦|和暦)?(年|年\(西暦\)|yyyy|yy|year|西暦)$/],
  ['month', /^(月|mm|month)$/],
  ['day', /^(日|dd|day|日に?生(まれ)?)$/],
  ['first', /^(上|前)?(の)?3(桁|ケタ|けた)|^前半$|^上3|親番号?/],
  ['last', /^(下|後)?(の)?4(桁|ケタ|けた)|^後半$|^下4|子番号?/],
];
