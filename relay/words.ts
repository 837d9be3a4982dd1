const ja = {
  listening: (port: number) =>
    `かざす 中継プログラム: ページからの接続を待っています（127.0.0.1:${port}）。Ctrl+C で終わります。`,
  code: (origin: string, code: string) =>
    `\n${origin} が、このパソコンのカードリーダーを使おうとしています。\n自分で開いたページなら、そのページに次の番号を入れてください:  ${code}\n心あたりがなければ、何もしないでください。`,
  noLibrary:
    'PC/SC のライブラリ（pcsc-mini）が、ここには入っていません。npm install を、省略できる依存関係も含めて実行してください。',
  portTaken: (port: number) =>
    `ポート ${port} は、別のプログラムが使っています。中継プログラムは、もう動いていませんか。`,
  installed: '拡張機能から使えるようにしました。書いた場所:',
  uninstalled: '取り除きました:',
  nothing: '何もありませんでした。',
  noBrowser:
    'ブラウザのフォルダーが見つかりません。--browser-dir で、ユーザーデータのフォルダーを指定してください。',
  forgotten: '許可したページを、すべて取り消しました。',
};
type Words = typeof ja;

const en: Words = {
  listening: (port) =>
    `Kazasu relay: waiting for pages of this computer (127.0.0.1:${port}). Ctrl+C ends it.`,
  code: (origin, code) =>
    `\n${origin} wants to use the card readers of this computer.\nIf you opened that page yourself, type this number there:  ${code}\nIf not, do nothing.`,
  noLibrary: 'The PC/SC library (pcsc-mini) is not installed. Run npm install with optional dependencies.',
  portTaken: (port) => `Port ${port} is used by another program. Is the relay running already?`,
  installed: 'The extension can use it now. Written:',
  uninstalled: 'Taken away:',
  nothing: 'Nothing was there.',
  noBrowser: 'No folder of a browser was found. Name its user data folder with --browser-dir.',
  forgotten: 'All pages have to be paired anew.',
};

/** What the program says on the terminal, in the language of the system. */
export function wordsFor(locale: string): Words {
  return /^ja/i.test(locale) ? ja : en;
}
