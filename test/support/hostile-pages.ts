/** Bodies made to break a reader of pages. Each has one box for the person's name, `#name`, that can be filled. */
export const HOSTILE_PAGES: Readonly<Record<string, string>> = {
  'fields that hide the properties of their form': `<form id="f"><p>お名前<input id="name" name="a"></p>${[
    ...['nodeName', 'tagName', 'nodeType', 'parentNode', 'parentElement', 'firstChild', 'nextSibling'],
    ...['childNodes', 'children', 'getAttribute', 'hasAttribute', 'querySelector', 'closest', 'contains'],
    ...['getRootNode', 'ownerDocument', 'className', 'style', 'elements', 'id', 'shadowRoot', 'textContent'],
    ...['getBoundingClientRect', 'getClientRects', 'assignedSlot', 'dispatchEvent', 'matches', 'role'],
  ]
    .map((name) => `<input name="${name}">`)
    .join('')}</form>`,
  'images and forms that hide the properties of the document': `${[
    ...[
      'body',
      'title',
      'defaultView',
      'documentElement',
      'querySelectorAll',
      'getElementById',
      'forms',
      'host',
    ],
    ...['nodeType', 'nodeName', 'getRootNode', 'ownerDocument', 'children', 'childNodes', 'parentElement'],
  ]
    .map((name) => `<img name="${name}"><form name="${name}"></form>`)
    .join('')}<label for="name">お名前</label><input id="name" aria-describedby="x"><p id="x">全角</p>`,
  'labels that name each other in a circle': `<p id="a" aria-labelledby="b">お名前</p><p id="b" aria-labelledby="a c">b</p>
    <div id="c" role="group" aria-labelledby="c a b"><input id="name" aria-labelledby="name a c" aria-describedby="name"></div>
    <div role="combobox" id="d" aria-controls="d" aria-owns="d"></div><div role="listbox" id="e" aria-owns="d"></div>`,
  'a box inside its own list': `<div role="listbox" id="l" aria-controls="m"><div role="option" id="m" aria-controls="l">x</div></div>お名前<input id="name">`,
  'a text without end': `<p>${'住所と氏名。'.repeat(5000)}</p><p>お名前<input id="name" placeholder="例：${'山田'.repeat(1000)}"></p>`,
  'megabytes in attributes': `<div class="${'head '.repeat(100_000)}">お名前<input id="name" class="${'x '.repeat(100_000)}" aria-describedby="${'y '.repeat(100_000)}"></div>
    <p>住所<input aria-labelledby="${'z '.repeat(100_000)}" pattern="${'(a+)+'.repeat(10_000)}" autocomplete="${'name '.repeat(50_000)}"></p>`,
  'a thousand options': `お名前<input id="name"><p>都道府県<select name="p">${'<option>東京都</option>'.repeat(1000)}</select></p>`,
  'a thousand pieces of one sentence': `お名前<input id="name"><p>${'<b>住所</b>'.repeat(1000)}</p>`,
  'a thousand labels of one id': `<label for="name">お名前</label><input id="name">${'<label for="x">氏名</label>'.repeat(1000)}<p>電話</p>${'<input id="x" type="tel">'.repeat(50)}`,
  'a pattern that takes for ever': `<p>お名前<input id="name" pattern="(([ぁ-ん]+)+)+$"></p>`,
  'nothing but a frameset': `<p>お名前<input id="name"></p><iframe srcdoc="<p>x"></iframe><frame>`,
};

/** Builds below `host` what a parser would not: `depth` elements in each other, a box for the name after them. */
export function nestDeeply(host: Element, depth: number): void {
  const { ownerDocument: document } = host;
  let at = host.appendChild(document.createElement('div'));
  for (let level = 0; level < depth; level++) at = at.appendChild(document.createElement('div'));
  at.append('住所', document.createElement('input'));
  host.insertAdjacentHTML('beforeend', '<p>お名前<input id="name"></p>');
}

/** The same with open shadow roots, each with its slot in the next one. */
export function nestShadows(host: Element, depth: number): void {
  const { ownerDocument: document } = host;
  let at = host.appendChild(document.createElement('div'));
  for (let level = 0; level < depth; level++) {
    at.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
    at = at.appendChild(document.createElement('div'));
  }
  at.append('住所', document.createElement('input'));
  host.insertAdjacentHTML('beforeend', '<p>お名前<input id="name"></p>');
}
