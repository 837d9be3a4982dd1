import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { USB_READERS } from '../../../../core/reader/usb/registry.ts';

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
  it('has a udev rule for each', () => {
    for (const { vendorId, productIds } of USB_READERS) {
      for (const id of productIds) {
        const [vendor, product] = [vendorId, id].map((one) => one.toString(16).padStart(4, '0'));
        expect(text).toContain(`ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", TAG+="uaccess"`);
      }
    }
  });
});
