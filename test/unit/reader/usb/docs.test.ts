import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KNOWN_READERS } from '../../../../core/reader/known-readers.ts';
import { USB_READERS } from '../../../../core/reader/usb/registry.ts';
import { BLACKLIST, UDEV_RULES } from '../../../../pwa/reader/linux-files.ts';

const text = readFileSync(new URL('../../../../docs/readers.md', import.meta.url), 'utf8');

describe('docs/readers.md', () => {
  it('lists every reader of the registry as it is, and no other', () => {
    const table = text.slice(text.indexOf('## Which readers work'), text.indexOf('The table is'));
    const rows = table.split('\n').filter((line) => /^\| .*:[0-9a-f]{4}/.test(line));
    const cells = rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    const hex = (id: number): string => id.toString(16).padStart(4, '0');
    expect(cells.map(([model, ids, , way, proven]) => [model, ids, way, proven?.split(',')[0]])).toEqual(
      USB_READERS.map(({ model, vendorId, productIds, way, proven }) => [
        model,
        productIds.map((id) => `${hex(vendorId)}:${hex(id)}`).join(' '),
        way,
        proven ? 'yes' : 'no',
      ]),
    );
  });
  it('lists every reader a page cannot claim', () => {
    const table = text.slice(text.indexOf('protected class; none'), text.indexOf('Both tables are'));
    const rows = table.split('\n').filter((line) => /^\| .*:[0-9a-f]{4}/.test(line));
    const others = KNOWN_READERS.filter(({ routes }) => !routes.includes('webusb'));
    expect(rows).toEqual(others.map(({ model, ids, takes }) => `| ${model} | ${ids.join(' ')} | ${takes} |`));
    expect(KNOWN_READERS.length - others.length).toBe(USB_READERS.length);
    for (const { ids } of KNOWN_READERS)
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
  });

  it('has a udev rule for each', () => {
    for (const { vendorId, productIds } of USB_READERS) {
      for (const id of productIds) {
        const [vendor, product] = [vendorId, id].map((one) => one.toString(16).padStart(4, '0'));
        expect(text).toContain(`ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", TAG+="uaccess"`);
      }
    }
  });

  it('shows the files for Linux as they are offered', () => {
    for (const { name, folder, content } of [UDEV_RULES, BLACKLIST]) {
      expect(text).toContain(`# ${folder}${name}\n${content}`);
      for (const place of ['pwa', 'extension']) {
        const file = new URL(`../../../../public/${place}/linux/${name}`, import.meta.url);
        expect(readFileSync(file, 'utf8'), place).toBe(content);
      }
    }
  });
});
