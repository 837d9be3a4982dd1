// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import '../../../core/form/page/probe.ts';

interface Label {
  readonly selector: string;
  readonly attribute: string | null;
  readonly parts?: readonly string[];
}

interface Detected {
  readonly element: Element;
  readonly attribute: string;
  readonly parts?: readonly string[];
  readonly reasons: readonly string[];
}

const { kazasuForm } = globalThis as unknown as {
  kazasuForm: { detect: (document: Document, person?: object) => Detected[] };
};
const FOLDER = join(import.meta.dirname, '../../forms/dev');
/** traps for robots that only a layout engine can see: test/forms/score.ts has them */
const NEED_LAYOUT = ['honeypot-steps.html'];
const FORMS = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && !NEED_LAYOUT.includes(name));
/** everything is known of this person, the roman spelling too: what a form asks for can be answered */
const PERSON = {
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
};

/** Without a layout engine: what a page looks like is checked in Chromium (test/forms/score.ts). */
describe('the development forms, read without layout', () => {
  it.each(FORMS)('%s', (name) => {
    document.documentElement.innerHTML = readFileSync(join(FOLDER, name), 'utf8');
    const { fields } = JSON.parse(
      readFileSync(join(FOLDER, name.replace('.html', '.labels.json')), 'utf8'),
    ) as {
      fields: readonly Label[];
    };
    const found = new Map(kazasuForm.detect(document, PERSON).map((one) => [one.element, one]));
    const wanted = new Map(
      fields.flatMap(({ selector, ...label }) => {
        const element = document.querySelector(selector);
        return element && label.attribute !== null ? [[element, label] as const] : [];
      }),
    );
    for (const [element, { attribute, reasons }] of found) {
      const where = `${element.outerHTML.slice(0, 80)} taken for ${attribute}: ${reasons.join('; ')}`;
      expect(wanted.has(element), where).toBe(true); // nothing is filled that should not be
      expect(reasons.length).toBeGreaterThan(0);
    }
    for (const [element, { attribute, parts }] of wanted) {
      const got = found.get(element);
      expect(got?.attribute, element.outerHTML.slice(0, 80)).toBe(attribute);
      if (parts) expect(got?.parts).toEqual(parts);
    }
  });
});
