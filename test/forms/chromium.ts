/**
 * Chromium's own autofill on labelled forms, for comparison: `npx tsx test/forms/chromium.ts [--faults] [folder…]`
 * (default: every folder here that holds forms). The feature AutofillShowTypePredictions makes the browser write the type
 * it predicts for a field into `autofill-prediction`; this reads it and counts with the measure of score.ts.
 * The browser is told that it is in Japan and speaks Japanese, which switches on what it has for Japan.
 *
 * The comparison leans towards Chromium: a type counts as recognised as soon as it is of the right kind, whatever would be
 * written; phone, mail and card predictions are never counted as false. Its server, which learns from what people type
 * into known sites, is not asked: these forms are on no site.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { basename, join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer';

/** Which of Chromium's types stands for an attribute of FORMAT.md. It has no type for birth dates, sex and roman names. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  familyName: ['NAME_LAST'],
  givenName: ['NAME_FIRST'],
  fullName: ['NAME_FULL'],
  familyNameKana: ['ALTERNATIVE_FAMILY_NAME'],
  givenNameKana: ['ALTERNATIVE_GIVEN_NAME'],
  fullNameKana: ['ALTERNATIVE_FULL_NAME'],
  postalCode: ['ADDRESS_HOME_ZIP'],
  postalCode1: ['ADDRESS_HOME_ZIP', 'ADDRESS_HOME_ZIP_PREFIX'],
  postalCode2: ['ADDRESS_HOME_ZIP', 'ADDRESS_HOME_ZIP_SUFFIX'],
  prefecture: ['ADDRESS_HOME_STATE'],
  city: ['ADDRESS_HOME_CITY'],
  addressLine1: ['ADDRESS_HOME_LINE1', 'ADDRESS_HOME_STREET_ADDRESS', 'ADDRESS_HOME_STREET_LOCATION', 'ADDRESS_HOME_DEPENDENT_LOCALITY'],
  addressLine2: ['ADDRESS_HOME_LINE2', 'ADDRESS_HOME_LINE3', 'ADDRESS_HOME_HOUSE_NUMBER', 'ADDRESS_HOME_APT', 'ADDRESS_HOME_APT_NUM'],
  fullAddress: ['ADDRESS_HOME_STREET_ADDRESS', 'ADDRESS_HOME_LINE1', 'ADDRESS_HOME_ADDRESS'],
};
/** A prediction that would write the person's name or address, right or wrong. */
const PERSONAL = /^(?:NAME_|ALTERNATIVE_|ADDRESS_HOME_(?!COUNTRY))/;

interface Label {
  readonly selector: string;
  readonly attribute: string | null;
  readonly decoy?: boolean;
}
interface Prediction {
  readonly type: string;
  /** The section Chromium gives the field: one click fills the fields of one section. */
  readonly part: string;
}
interface Line extends Label, Prediction {
  readonly form: string;
  readonly right: boolean;
}

/** Chromium's type for each selector, once it has stopped changing its mind. */
async function predictions(page: Page, url: string, selectors: readonly string[]): Promise<Prediction[]> {
  await page.goto(url);
  let last = '';
  for (let still = 0, waited = 0; still < 3 && waited < 12; waited++) {
    await sleep(200);
    const now = await page.$$eval('[autofill-prediction]', (found) => found.map((e) => e.getAttribute('autofill-prediction')).join());
    still = now === last && now !== '' ? still + 1 : 0;
    last = now;
  }
  const found = await page.evaluate(
    (all) => all.map((selector) => ['prediction', 'information'].map((name) => document.querySelector(selector)?.getAttribute(`autofill-${name}`))),
    selectors,
  );
  return found.map(([type, about]) => ({ type: type ?? 'NONE', part: /^section: (.+)$/m.exec(about ?? '')?.[1] ?? '' }));
}

async function linesOf(page: Page, origin: string, folder: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
    const { fields } = JSON.parse(readFileSync(join(folder, file.replace(/html$/, 'labels.json')), 'utf8')) as { fields: Label[] };
    const predicted = await predictions(page, `${origin}${encodeURI(join(folder, file))}`, fields.map(({ selector }) => selector));
    fields.forEach((field, at) => {
      const { type, part } = predicted[at] ?? { type: 'NONE', part: '' };
      lines.push({ ...field, form: basename(file, '.html'), type, part, right: TYPES[field.attribute ?? '']?.includes(type) === true });
    });
  }
  return lines;
}

const share = (part: number, whole: number): string => `${part}/${whole}${whole > 0 ? ` = ${((100 * part) / whole).toFixed(1)} %` : ''}`;

function report(lines: readonly Line[]): string {
  const personal = lines.filter(({ attribute }) => attribute !== null);
  const known = personal.filter(({ attribute }) => TYPES[attribute ?? ''] !== undefined);
  const right = personal.filter((line) => line.right).length;
  const wrong = personal.filter((line) => !line.right && PERSONAL.test(line.type));
  const false_ = lines.filter(({ attribute, type }) => attribute === null && PERSONAL.test(type));
  const clicked = new Set(personal.filter((line) => line.right).map(({ form, part }) => `${form} ${part}`));
  const oneClick = false_.filter(({ form, part }) => clicked.has(`${form} ${part}`));
  const out = [
    `forms ${new Set(lines.map(({ form }) => form)).size}, fields ${lines.length}, about the person ${personal.length}`,
    `recognised ${share(right, personal.length)}; of the fields Chromium has a type for ${share(right, known.length)}`,
    `taken for another field of the person ${wrong.length}`,
    `false fills ${false_.length}, of these decoys ${false_.filter(({ decoy }) => decoy === true).length}; together with a right field, in one click ${oneClick.length}`,
  ];
  for (const attribute of [...new Set(personal.map((line) => line.attribute ?? ''))].sort()) {
    const of = personal.filter((line) => line.attribute === attribute);
    out.push(`  ${attribute.padEnd(18)} ${of.filter((line) => line.right).length}/${of.length}`);
  }
  return out.join('\n');
}

const faults = (lines: readonly Line[]): string =>
  lines
    .filter((line) => (line.attribute === null ? PERSONAL.test(line.type) : !line.right))
    .map(({ form, selector, attribute, type, decoy }) => `${form} ${selector}: ${attribute ?? 'nothing'}${decoy === true ? ' (decoy)' : ''} → ${type}`)
    .join('\n');

const args = process.argv.slice(2);
const given = args.filter((arg) => !arg.startsWith('--'));
const every = ['dev', 'held-out', 'second', 'second-held-out'].map((name) => join(import.meta.dirname, name)).filter((path) => existsSync(path));
const folders = given.length > 0 ? given.map((path) => join(process.cwd(), path)) : every;

const server = createServer((request, response) => {
  const path = decodeURI(request.url ?? '');
  const wanted = folders.some((folder) => path.startsWith(`${folder}/`)) && path.endsWith('.html') && !path.includes('..');
  response.writeHead(wanted ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(wanted ? readFileSync(path) : '');
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await puppeteer.launch({
  args: [
    ...['--no-sandbox', '--disable-gpu', '--lang=ja', '--variations-override-country=jp'],
    ...['--enable-features=AutofillShowTypePredictions', '--disable-features=AutofillServerCommunication'],
  ],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 900 });
  console.log(await browser.version());
  for (const folder of folders) {
    const lines = await linesOf(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder);
    console.log(`\n${basename(folder)}\n${report(lines)}`);
    if (args.includes('--faults')) console.log(faults(lines));
  }
} finally {
  await browser.close();
  server.close();
}
