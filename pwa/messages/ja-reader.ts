import type { RemedyName, TroubleName } from '../reader/trouble.ts';

/** What happened, and why, in one plain sentence each. */
interface TroubleText {
  readonly what: string;
  readonly why: string;
}

interface RemedyText {
  readonly title: string;
  readonly steps: readonly string[];
}

const trouble: Readonly<Record<TroubleName, TroubleText>> = {
  'no-webusb': {
    what: 'このブラウザでは、カードリーダーを使えません',
    why: 'このブラウザには、USBの機器とやりとりするしくみ（WebUSB）がありません。',
  },
  insecure: {
    what: 'このアドレスでは、カードリーダーを使えません',
    why: '暗号化されていない通信（http）で開いているので、ブラウザがUSBの機器を使わせません。',
  },
  iphone: {
    what: 'iPhoneやiPadのブラウザでは、カードを読めません',
    why: 'どのブラウザにも、カードリーダーや本体のNFCでカードとやりとりするしくみがありません。',
  },
  'no-list': {
    what: 'リーダーを選ぶ一覧が開きませんでした',
    why: 'ブラウザの設定か管理者の決まりで、ページがUSBの機器を使うことを止めているようです。',
  },
  'not-permitted': {
    what: 'このリーダーを使う許可がありません',
    why: '番号のないリーダーを抜いたか、ブラウザの設定で許可が取り消されました。',
  },
  unplugged: {
    what: 'リーダーが外れました',
    why: 'ケーブルが抜けたか、電源が切れました。',
  },
  twins: {
    what: '同じ型のリーダーが2台以上つながっています',
    why: '番号のないリーダーなので、どれを使うのか区別できません。',
  },
  'other-window': {
    what: 'かざすの別のタブや窓が、リーダーを使っています',
    why: 'リーダーを使えるのは、一度に1つの窓だけです。そちらが手放すと、ここで自動的に続けます。',
  },
  'other-program': {
    what: 'ほかのプログラムが、リーダーを使っています',
    why: 'リーダーを使えるのは、一度に1つのプログラムだけです。どのプログラムかは、ブラウザからはわかりません。',
  },
  'no-access': {
    what: 'この端末の設定で、ブラウザがリーダーを開けません',
    why: 'リーダーは見つかりましたが、開くのを端末が断りました。',
  },
  unsupported: {
    what: 'このリーダーは、ここでは使えません',
    why: '知らない型か、ブラウザがページに使わせない種類の機器です。',
  },
  'no-answer': {
    what: 'リーダーが正しく答えません',
    why: 'つながりましたが、決まった答えが返ってきません。',
  },
  unexpected: {
    what: '思わぬことが起きて、止まりました',
    why: '理由がわかりません。下の番号を知らせてください。',
  },
};

const remedy: Readonly<Record<RemedyName, RemedyText>> = {
  'other-browser': {
    title: '別のブラウザで開く',
    steps: ['パソコンかAndroidのChrome、またはパソコンのEdgeで、このページを開いてください。'],
  },
  'secure-address': {
    title: 'https で開く',
    steps: ['アドレスを「https://」に変えて、開き直してください。'],
  },
  'use-computer': {
    title: 'ほかの端末で開く',
    steps: ['パソコンかAndroidのChromeで、このページを開いてください。'],
  },
  'allow-usb': {
    title: 'ブラウザの設定を確かめる',
    steps: [
      'アドレスバーの左の印を押して「サイトの設定」を開きます。',
      '「USBデバイス」を「確認（デフォルト）」にします。',
      'このページに戻って、もう一度リーダーを選びます。',
    ],
  },
  'ask-administrator': {
    title: '会社や学校の端末なら、管理者にたずねる',
    steps: [
      '管理者が決まり（ポリシー）で止めていると、ここからは変えられません。',
      '管理者には、Chromeのポリシー「WebUsbAllowDevicesForUrls」のことを伝えてください。',
    ],
  },
  'choose-again': {
    title: 'もう一度選ぶ',
    steps: ['リーダーをつないだまま、一覧からもう一度選んでください。'],
  },
  'plug-in': {
    title: 'つなぎ直す',
    steps: [
      'リーダーを、USBの差し込み口にしっかりつないでください。',
      'ブラウザがリーダーを覚えていれば、自動的に続きます。続かないときは、もう一度選んでください。',
    ],
  },
  'unplug-one': {
    title: '1台だけにする',
    steps: ['使わないリーダーを抜いてください。または、下の一覧から順番で選んでください。'],
  },
  'close-window': {
    title: '別の窓を閉じる',
    steps: ['かざすを開いている、別のタブや窓を閉じてください。見えなくなった窓は、10秒で手放します。'],
  },
  'close-program': {
    title: 'リーダーを使うプログラムを終わらせる',
    steps: [
      'かざすの拡張機能とこのページの両方を開いているときは、片方を閉じます。',
      '電子申請などカードを使うプログラムと、ソニーの常駐プログラム（NFCポートソフトウェア、FeliCa Secure Client）を終わらせます。',
      'それでも使えないときは、リーダーを抜いて差し直します。',
    ],
  },
  'linux-files': {
    title: 'Linux：2つのファイルを置く',
    steps: [
      '下の2つのファイルを保存し、その下の命令を、保存した場所で実行します（管理者の権限が要ります）。',
      '1つ目は、リーダーを使う権限を与えます。2つ目は、Linux自身がリーダーを取らないようにします。',
      'リーダーを抜いて差し直し、もう一度選びます。',
    ],
  },
  winusb: {
    title: 'Windows：ドライバーを「WinUSB」に切りかえる',
    steps: [
      'ソニーのリーダーは、ソニーの「NFCポートソフトウェア」の設定で切りかえられます。',
      'それで切りかわらないときは、ドライバーを入れかえる無料の道具「Zadig」で、リーダーに「WinUSB」を選びます。',
      'リーダーを抜いて差し直し、もう一度選びます。',
      '切りかえている間、ソニーのプログラムではこのリーダーを使えません。',
    ],
  },
  'android-allow': {
    title: 'Android：使ってよいかの確認に答える',
    steps: [
      '「USBデバイスへのアクセスを許可しますか」と出たら「OK」を押します。もう一度選ぶと、また出ます。',
    ],
  },
  'android-power': {
    title: 'Android：ケーブルと電源を確かめる',
    steps: [
      'OTGに対応したケーブルか変換アダプターでつなぎます。設定に「OTG接続」があれば、オンにします。',
      '電気が足りないこともあります。電源付きのUSBハブを試してください。',
    ],
  },
  replug: {
    title: '抜いて差し直す',
    steps: [
      'リーダーを抜き、数秒待ってから差し直します。',
      'USBハブを使っているときは、端末にじかにつなぎます。',
    ],
  },
  'see-list': {
    title: '使えるリーダーを見る',
    steps: ['使えるリーダーと、使えない理由の一覧があります。'],
  },
  report: {
    title: '知らせる',
    steps: [
      'ページを開き直して、もう一度試してください。くり返すときは、「接続を調べる」の結果を知らせてください。',
    ],
  },
};

/** Connecting a reader, finding out why it does not work, and which readers do. Loaded with those screens. */
export const jaReader = {
  connect: {
    lead: 'マイナンバーカードを読むには、カードリーダーが要ります。つなぎかたを選んでください。',
    noReader: 'リーダーがないとき',
    practice: '練習用のソフトウェアカードで試す',
    models: '使えるリーダーと、スマートフォンでできること',
    checkAgain: 'うまくいかないとき：接続を調べる',
    connected: (model: string) => `${model} につながっています`,
    toCard: 'カードの画面へ',
    stays: 'リーダーとのやりとりも、この端末の中だけで終わります。',
  },

  usb: {
    title: 'USBのカードリーダー',
    here: 'リーダーをつないでから、下のボタンを押します。ブラウザの一覧が開くので、リーダーを選んで「接続」を押してください。',
    tab: 'リーダーをつないでから、下のボタンを押します。開いたタブでリーダーを選ぶと、こちらの画面が続きます。',
    looking: 'つながっているリーダーを探しています…',
    use: (model: string) => `${model} を使う`,
    nth: (model: string, nth: number) => `${model}（${nth}台目）を使う`,
    twins:
      '同じ型のリーダーが2台以上あります。どれが何台目かは、見た目ではわかりません。カードを置いても変わらないときは、もう1台を選ぶか、使わないほうを抜いてください。',
    forgets:
      'このリーダーには番号がないので、抜くとブラウザが忘れます。差し直したら、もう一度選んでください。',
    choose: '一覧からリーダーを選ぶ',
    other: 'ほかのリーダーを選ぶ',
    choosing: 'ブラウザの一覧から選んでください…',
    choosingTab: '開いたタブで選んでください…',
    opening: 'リーダーにつないでいます…',
    closed: '何も選ばれませんでした',
    closedText: '一覧に何も出なかったときは、次を確かめてください。',
    closedHints: [
      'リーダーが、USBの差し込み口にしっかりつながっていますか。',
      '使えるリーダーですか。一覧には、ここで使える型だけが出ます。',
      'USBハブを使っているときは、端末にじかにつないでみてください。',
    ],
  },

  tab: {
    title: 'リーダーを選ぶ',
    lead: 'サイドパネルではブラウザの一覧を開けないので、ここで選びます。',
    go: 'リーダーを選ぶ',
    waiting: 'サイドパネルがリーダーにつないでいます…',
    done: 'サイドパネルで続いています',
    doneText: 'このタブは閉じてかまいません。カードをリーダーに置いてください。',
    alone: 'サイドパネルが閉じています',
    aloneText: 'リーダーの許可は残っています。ツールバーの「かざす」を押すと、続けられます。',
    close: 'このタブを閉じる',
  },

  models: {
    lead: 'ブラウザから使えるリーダーと、使えないリーダーの理由です。',
    works: '使えるリーダー',
    takesLabel: 'カードの置きかた',
    takes: { contactless: 'かざす', contact: '差しこむ', both: 'かざす・差しこむ' },
    ids: 'USBの番号',
    route: 'つなぎかた',
    routes: {
      webusb: 'USBで、ブラウザからじかに（WebUSB）',
      relay: 'ほかの機器やプログラムを通して',
      'smart-card-api': 'ブラウザのICカード機能（Web Smart Card）',
    },
    seen: '実績',
    proven: 'ブラウザからマイナンバーカードを読めたという、ほかの人の記録があります',
    unproven: 'ブラウザからマイナンバーカードを読めたという記録は、まだ見つかっていません',
    honest: 'かざすは、まだ実物のリーダーで試されていません',
    honestText:
      '公開されている記録と、本物と同じ形で答えるソフトウェアのリーダーで確かめています。動かないときは「接続を調べる」の結果を知らせてください。',
    cannot: 'ページからは使えないリーダー',
    why: '下のリーダーは、USBの「スマートカード」という種類（クラス0B）です。Chromeは、この種類をページにも拡張機能にも使わせません。使えるのは、メーカー独自の種類（クラスFF）のリーダーだけです。リーダーがこわれているわけではありません。',
    phone: 'スマートフォンでできること',
    android: 'Androidのスマートフォン',
    androidText: [
      'USBの差し込み口に、上の「使えるリーダー」をつなぐと使えます（OTG対応のケーブルか変換アダプターが要ります）。',
      '本体のNFCにカードをかざしても、ブラウザからは読めません。ブラウザのNFCは、NDEFという形のタグしか読めないからです。ですから、ここではNFCの読み取りを始めません。',
    ],
    iphone: 'iPhoneとiPadでは',
    iphoneText:
      'どのブラウザにも、リーダーや本体のNFCでカードとやりとりするしくみがありません。パソコンかAndroidを使ってください。',
  },

  check: {
    lead: 'このページからカードまでを、一つずつ調べます。暗証番号は使わず、残り回数も減りません。',
    go: '調べる',
    again: 'もう一度調べる',
    running: '調べています…',
    done: '調べ終わりました。',
    result: '調べた結果',
    open: '先へ進めなかったので、調べていません：',
    row: {
      browser: 'ブラウザ',
      reader: 'リーダー',
      holder: 'リーダーを使っているもの',
      field: '置かれているもの',
      answer: 'カードの返事',
      kind: 'カードの種類',
      tries: '暗証番号の残り回数',
      certificate: 'ログイン用の証明書の期限',
      expiry: 'カードの期限',
    },
    otherSystem: 'そのほかの端末',
    browser: (system: string) => `カードリーダーを使えるブラウザです（${system}）。`,
    noWebUsb: 'このブラウザでは、カードリーダーを使えません。',
    software: 'ソフトウェアカードです。本物のリーダーではありません。',
    found: (model: string, firmware: string | undefined) =>
      firmware === undefined
        ? `${model} が見つかりました。`
        : `${model} が見つかりました（内部の版 ${firmware}）。`,
    serial: '番号があるので、ブラウザが覚えます。',
    noSerial: '番号がないので、抜くとブラウザが忘れます。',
    unproven: 'この型でカードを読めたという記録は、まだありません。',
    allowed: '許可されたリーダーがつながっていますが、開けませんでした。',
    several: (count: number) => `許可されたリーダーが${count}台つながっています。使うものを選んでください。`,
    none: '許可されたリーダーが見つかりません',
    noneText: 'リーダーをつないで、「カードリーダーをつなぐ」で選んでから、もう一度調べてください。',
    ours: 'このページが使っています。',
    field: {
      empty: 'カードが置かれていません',
      one: 'カードが1枚あります。',
      several: 'カードが2枚以上あります',
      foreign: 'マイナンバーカードではないものが置かれています',
    },
    place: 'マイナンバーカード1枚だけをリーダーの真ん中に置いて、もう一度調べてください。',
    technology: { A: 'タイプA', B: 'タイプB', contact: '差しこみ式' },
    bitRate: (rate: number) => `速さ ${rate} kbit/s`,
    frame: (bytes: number) => `1回に送れる大きさ ${bytes} バイト`,
    wait: (ms: number) => `待ち時間 ${ms} ミリ秒`,
    time: (ms: number) => `読み終わるまで ${ms} ミリ秒`,
    period: {
      'not-yet': (until: string) => `まだ始まっていません（${until} まで）`,
      ok: (until: string) => `${until} まで`,
      expiring: (until: string) => `もうすぐ切れます（${until} まで）`,
      expired: (until: string) => `切れています（${until} まで）`,
    },
    copy: '結果を文字でコピー',
    copyHint:
      '端末とリーダーの種類、やりとりの形だけです。氏名・リーダーの番号・証明書・日付は入りません（証明書の期限から誕生日がわかるため）。',
  },

  trouble,
  remedy,
  name: '番号',
  remedies: '試すこと',
  retry: 'もう一度つなぐ',
  chooseAgain: 'リーダーを選び直す',
  retrying: 'つなぎ直しています…',

  linux: {
    permission: 'USBを使う権限（udevの規則）',
    blacklist: 'Linuxのドライバーを止める設定',
    commands: '置くための命令',
    save: (name: string) => `${name} を保存`,
    copy: 'コピー',
    copyNamed: (name: string) => `${name} の中身をコピー`,
    copyCommands: '命令をコピー',
  },
};
