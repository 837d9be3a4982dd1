/**
 * Scores dist/probe/form.js on labelled forms in a real Chromium: `npx tsx test/forms/score.ts [--json] [folder…]`
 * (default: test/forms/dev; build first with `npx vite build --mode probe-form`). Prints what is recognised, what is
 * filled wrongly, the confusion table and how many values are exact for the standard person of FORMAT.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer';

export const STANDARD_PERSON = {
  familyName: '風間',
  givenName: '翔子',
  familyNameKana: 'カザマ',
  givenNameKana: 'ショウコ',
  familyNameRoman: 'KAZAMA',
  givenNameRoman: 'SHOKO',
  address: '東京都千代田区霞が関二丁目１番３号桜田ハイツ１０２',
  postalCode: '1000013',
  birthDate: '1990-05-05',
  sex: 'female',
} as const;

interface Label {
  readonly selector: string;
  readonly attribute: string | null;
  readonly parts?: readonly string[];
  readonly value?: string;
  readonly accept?: readonly string[];
  readonly decoy?: boolean;
}

/** What became of one labelled field. */
export interface Line {
  readonly form: string;
  readonly selector: string;
  readonly wanted: string | null;
  readonly got: string | null;
  readonly wantedParts?: string;
  readonly gotParts?: string;
  readonly decoy: boolean;
  readonly value: { readonly wanted?: string; readonly got?: string; readonly exact: boolean };
}

export interface Score {
  readonly forms: number;
  readonly fields: number;
  readonly personal: number;
  readonly recognised: number;
  readonly falseFills: number;
  readonly decoysFilled: number;
  readonly values: number;
  readonly exact: number;
  readonly partsRight: number;
  readonly lines: readonly Line[];
}

const PROBE = resolve(import.meta.dirname, '../../dist/probe/form.js');

/** Scores every form of the folders. */
export async function score(folders: readonly string[], browser: Browser): Promise<Score> {
  const probe = readFileSync(PROBE, 'utf8');
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 900 });
  const lines: Line[] = [];
  let forms = 0;
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
      const labels = JSON.parse(readFileSync(join(folder, file.replace(/html$/, 'labels.json')), 'utf8')) as {
        fields: Label[];
      };
      forms++;
      lines.push(...(await scoreForm(page, join(folder, file), labels.fields, probe)));
    }
  }
  await page.close();
  const personal = lines.filter(({ wanted }) => wanted !== null);
  const recognised = personal.filter(({ wanted, got }) => wanted === got);
  const false_ = lines.filter(({ wanted, got }) => wanted === null && got !== null);
  return {
    forms,
    fields: lines.length,
    personal: personal.length,
    recognised: recognised.length,
    falseFills: false_.length,
    decoysFilled: false_.filter(({ decoy }) => decoy).length,
    values: personal.length,
    exact: personal.filter(({ value }) => value.exact).length,
    partsRight: recognised.filter(({ wantedParts, gotParts }) => wantedParts === undefined || wantedParts === gotParts).length,
    lines,
  };
}

async function scoreForm(page: Page, file: string, fields: readonly Label[], probe: string): Promise<Line[]> {
  const selectors = fields.map(({ selector }) => selector);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(probe);
  const detected = await page.evaluate(detectIn, selectors, STANDARD_PERSON);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(probe);
  const values = await page.evaluate(fillIn, selectors, STANDARD_PERSON);
  return fields.map((field, at): Line => {
    const found = detected[at];
    const got = values[at] ?? '';
    const wanted = field.value;
    const exact = wanted !== undefined && [wanted, ...(field.accept ?? [])].includes(got);
    return {
      form: basename(file, '.html'),
      selector: field.selector,
      wanted: field.attribute,
      got: found?.attribute ?? null,
      ...(field.parts ? { wantedParts: field.parts.join() } : {}),
      ...(found?.parts ? { gotParts: found.parts.join() } : {}),
      decoy: field.decoy === true,
      value: { ...(wanted === undefined ? {} : { wanted }), got, exact },
    };
  });
}

interface Probe {
  readonly detect: (document: Document, person: unknown) => { element: Element; attribute: string; parts?: string[] }[];
  readonly fill: (document: Document, person: unknown) => Promise<unknown>;
}

function detectIn(selectors: string[], person: unknown): ({ attribute: string; parts?: string[] } | null)[] {
  const { kazasuForm } = globalThis as unknown as { kazasuForm: Probe };
  const found = kazasuForm.detect(document, person);
  return selectors.map((selector) => {
    const element = document.querySelector(selector);
    const hit = found.find((one) => one.element === element);
    return hit ? { attribute: hit.attribute, ...(hit.parts ? { parts: hit.parts } : {}) } : null;
  });
}

async function fillIn(selectors: string[], person: unknown): Promise<string[]> {
  const { kazasuForm } = globalThis as unknown as { kazasuForm: Probe };
  await kazasuForm.fill(document, person);
  return selectors.map((selector) => {
    const element = document.querySelector(selector);
    if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')) {
      const all = [...document.querySelectorAll<HTMLInputElement>(`input[type=${element.type}]`)];
      const group = all.filter((one) => one.name === element.name && one.form === element.form);
      return group.find((one) => one.checked)?.value ?? '';
    }
    const group = element?.closest('[role=radiogroup]');
    if (group) {
      const checked = group.querySelector('[aria-checked=true]');
      return checked?.getAttribute('data-value') ?? checked?.textContent.trim() ?? '';
    }
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) {
      return element.value;
    }
    return element?.getAttribute('data-value') ?? element?.textContent.trim() ?? '';
  });
}

/** The scores as text: totals, per attribute, confusions, wrong values. */
export function report(result: Score): string {
  const share = (part: number, whole: number): string =>
    `${part}/${whole}${whole > 0 ? ` = ${((100 * part) / whole).toFixed(1)} %` : ''}`;
  const out = [
    `forms ${result.forms}, fields ${result.fields}, about the person ${result.personal}`,
    `recognised ${share(result.recognised, result.personal)}`,
    `pieces of address boxes right ${share(result.partsRight, result.recognised)}`,
    `values exact ${share(result.exact, result.values)}`,
    `false fills ${result.falseFills}, of these decoys ${result.decoysFilled}`,
    '',
    'attribute             recall      precision',
  ];
  const attributes = [...new Set(result.lines.flatMap(({ wanted, got }) => [wanted, got]))].filter((one) => one !== null).sort();
  for (const attribute of attributes) {
    const wanted = result.lines.filter((line) => line.wanted === attribute);
    const got = result.lines.filter((line) => line.got === attribute);
    const right = wanted.filter((line) => line.got === attribute).length;
    out.push(`${attribute.padEnd(20)}  ${`${right}/${wanted.length}`.padEnd(10)}  ${right}/${got.length}`);
  }
  const confusions = new Map<string, number>();
  for (const { wanted, got } of result.lines) {
    if (wanted !== got) confusions.set(`${wanted ?? 'nothing'} → ${got ?? 'nothing'}`, (confusions.get(`${wanted ?? 'nothing'} → ${got ?? 'nothing'}`) ?? 0) + 1);
  }
  out.push('', 'confusions', ...[...confusions].sort((a, b) => b[1] - a[1]).map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`));
  return out.join('\n');
}

/** The single fields that went wrong. */
export function faults(result: Score): string {
  return result.lines
    .filter((line) => line.wanted !== line.got || (line.wantedParts !== undefined && line.wantedParts !== line.gotParts) || (line.wanted !== null && !line.value.exact))
    .map(({ form, selector, wanted, got, wantedParts, gotParts, value, decoy }) =>
      [
        `${form} ${selector}: ${wanted ?? 'nothing'}${decoy ? ' (decoy)' : ''} → ${got ?? 'nothing'}`,
        ...(wantedParts !== undefined && wantedParts !== gotParts ? [`parts ${wantedParts} → ${gotParts ?? ''}`] : []),
        ...(wanted !== null && !value.exact ? [`value 「${value.wanted ?? ''}」 → 「${value.got ?? ''}」`] : []),
      ].join('; '),
    )
    .join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const args = process.argv.slice(2);
  const folders = args.filter((arg) => !arg.startsWith('--'));
  const browser = await puppeteer.launch({ args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const result = await score(folders.length > 0 ? folders : [join(import.meta.dirname, 'dev')], browser);
    console.log(args.includes('--json') ? JSON.stringify(result) : report(result));
    if (args.includes('--faults')) console.log(`\n${faults(result)}`);
  } finally {
    await browser.close();
  }
}
