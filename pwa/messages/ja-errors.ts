import type { ErrorCode } from '../../core/error/codes.ts';

/** What happened, and what to do next. What it cost is said by `failure.try`. */
export interface ErrorText {
  readonly what: string;
  readonly next: string;
}

export const jaErrors: Readonly<Record<ErrorCode, ErrorText>> = {
  'bytes.malformed': {
    what: '読み取った内容の形がおかしく、読めませんでした',
    next: 'もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
  'reader.none': {
    what: 'リーダーが開いていません',
    next: 'はじめの画面に戻って、カードを選び直してください。',
  },
  'reader.not-in-this-build': {
    what: 'この版には、ソフトウェアカードが入っていません',
    next: 'これからの版で、カードリーダーに対応します。',
  },
  'reader.busy': {
    what: 'リーダーは、別のウィンドウかプログラムが使っています',
    next: 'ほかのウィンドウやプログラムを閉じてから、もう一度試してください。',
  },
  'reader.lost': {
    what: 'リーダーが外れました',
    next: 'リーダーをつなぎ直して、もう一度試してください。',
  },
  'reader.unavailable': {
    what: 'このブラウザでは、リーダーを使えません',
    next: 'パソコンかAndroidの Chrome または Edge で開いてください。',
  },
  'reader.unsupported': {
    what: 'この機器は、ここで使えるリーダーではありません',
    next: '使えるリーダーの一覧を見て、別のリーダーで試してください。',
  },
  'reader.not-permitted': {
    what: 'このリーダーを使う許可が、ブラウザに残っていません',
    next: '「リーダーをつなぐ」から、もう一度リーダーを選んでください。',
  },
  'reader.no-access': {
    what: 'パソコンの設定で、ブラウザからリーダーを使えなくなっています',
    next: 'ドライバーと利用の権限を、リーダーの説明のとおりに整えてください。',
  },
  'reader.ambiguous': {
    what: '同じ型のリーダーが2台以上つながっています',
    next: 'どれを使うか選ぶか、1台だけを残してください。',
  },
  'reader.failed': {
    what: 'リーダーが正しく答えませんでした',
    next: 'リーダーを抜いて差し直し、もう一度試してください。',
  },
  'card.none': {
    what: 'カードが置かれていません',
    next: 'カードを置いてから、もう一度試してください。',
  },
  'card.several': {
    what: 'カードが2枚以上あります',
    next: 'マイナンバーカード1枚だけを置いてください。',
  },
  'card.foreign': {
    what: 'ここで使える種類のカードではありません',
    next: 'マイナンバーカードだけを、リーダーの真ん中に置いてください。',
  },
  'card.lost': {
    what: '途中でカードが離れました',
    next: 'カードを置き直して、終わるまで動かさずに、もう一度試してください。',
  },
  'card.silent': {
    what: 'カードが答えなくなりました',
    next: 'カードを一度離して置き直し、もう一度試してください。',
  },
  'card.not-my-number': {
    what: 'マイナンバーカードではないようです',
    next: 'マイナンバーカードだけを、リーダーの真ん中に置いてください。',
  },
  'card.refused': {
    what: 'カードが命令を受け付けませんでした',
    next: 'カードを置き直して、もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
  'card.malformed': {
    what: 'カードの中の情報が、決まった形ではありませんでした',
    next: 'カードを置き直して、もう一度試してください。くり返すときは、市区町村の窓口でカードを見てもらってください。',
  },
  'card.too-large': {
    what: 'カードの中の情報が、大きすぎて読めませんでした',
    next: 'もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
  'pin.format': {
    what: '暗証番号の形が合っていません',
    next: 'けた数と文字の種類を確かめて、もう一度入力してください。',
  },
  'certificate.malformed': {
    what: '証明書の形がおかしく、読めませんでした',
    next: 'もう一度試してください。くり返すときは、市区町村の窓口でカードを見てもらってください。',
  },
  'certificate.too-large': {
    what: '証明書が大きすぎて読めませんでした',
    next: 'もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
  'signature.wrong': {
    what: 'カードの署名が、証明書の鍵と合いませんでした',
    next: 'この署名は使わずに捨てました。もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
  'file.unknown': {
    what: 'ファイルがもう手元にありません',
    next: 'ファイルを選び直してください。',
  },
  'file.unreadable': {
    what: 'ファイルを読めませんでした',
    next: 'ファイルが動かされたり、書きかえられたりしていないかを確かめて、選び直してください。',
  },
  'file.too-large': {
    what: 'ファイルが大きすぎます',
    next: 'もっと小さいファイルを選んでください。',
  },
  'task.cancelled': {
    what: '取り消しました',
    next: '途中の結果は残っていません。いつでもやり直せます。',
  },
  'task.running': {
    what: 'まだ前の作業をしています',
    next: '前の作業が終わるか、取り消してから、もう一度試してください。',
  },
  'task.unknown': {
    what: 'このページの版が古いようです',
    next: 'ページを開き直してください。',
  },
  'task.failed': {
    what: '思わぬことが起きて、止まりました',
    next: 'ページを開き直して、もう一度試してください。くり返すときは、下の番号を知らせてください。',
  },
};
