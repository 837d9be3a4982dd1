import { describe, expect, it } from 'vitest';
import { browserChooser, type UsbWindow } from '../../../../pwa/reader/browser-chooser.ts';

interface Fake {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
}
const device = (serialNumber?: string): Fake => ({
  vendorId: 0x054c,
  productId: 0x06c1,
  ...(serialNumber !== undefined && { serialNumber }),
});

/** A browser whose list is answered by `answer` after `ms`. */
function browser(answer: () => unknown, ms: number, allowed: readonly Fake[] = [], unrestricted = false) {
  let time = 0;
  const asked: USBDeviceRequestOptions[] = [];
  const usb: unknown = {
    requestDevice: async (options: USBDeviceRequestOptions) => {
      asked.push(options);
      time += ms;
      await Promise.resolve();
      return answer();
    },
    getDevices: () => Promise.resolve(allowed),
  };
  return { asked, chooser: browserChooser({ usb: usb as UsbWindow['usb'], now: () => time, unrestricted }) };
}
const closed = (): never => {
  throw new DOMException('No device selected.', 'NotFoundError');
};

describe('browserChooser', () => {
  it('shows what can be driven and nothing else', async () => {
    const { asked, chooser } = browser(() => device('1'), 2_000);
    expect(await chooser.choose()).toEqual({
      kind: 'reader',
      choice: { vendorId: 0x054c, productId: 0x06c1, serialNumber: '1' },
    });
    expect(asked[0]?.filters).toContainEqual({ vendorId: 0x054c, productId: 0x06c1 });
    expect(asked[0]?.filters.every(({ productId }) => productId !== undefined)).toBe(true);
  });

  it('shows readers of the protected class too where they may be claimed', async () => {
    const { asked, chooser } = browser(() => device('1'), 2_000, [], true);
    await chooser.choose();
    expect(asked[0]?.filters).toContainEqual({ classCode: 0x0b });
    expect(asked[0]?.filters).toContainEqual({ vendorId: 0x054c, productId: 0x06c1 });
  });

  it('takes a closed list for no error, and one that closed before a hand could for none at all', async () => {
    expect(await browser(closed, 900).chooser.choose()).toEqual({ kind: 'nothing' });
    expect(await browser(closed, 3).chooser.choose()).toEqual({ kind: 'no-list' });
    const denied = browser(() => {
      throw new DOMException('x', 'SecurityError');
    }, 3);
    await expect(denied.chooser.choose()).rejects.toThrow('x');
  });

  it('tells twins without serial number apart by the browser’s order', async () => {
    const [first, second, other] = [device(), device(), device('9')];
    const chosen = browser(() => second, 900, [other, first, second]);
    expect(await chosen.chooser.choose()).toMatchObject({ choice: { serialNumber: '', nth: 1 } });
    const alone = await browser(() => first, 900, [other, first]).chooser.choose();
    expect(alone).toEqual({
      kind: 'reader',
      choice: { vendorId: 0x054c, productId: 0x06c1, serialNumber: '' },
    });
  });
});
