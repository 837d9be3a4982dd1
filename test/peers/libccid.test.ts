import { afterEach, describe, expect, it } from 'vitest';
import {
  create,
  type CcidModelName,
  type VirtualCcid,
  type VirtualCcidOptions,
} from '../../core/virtual/readers/readers.ts';
import { FakePcscd } from './fake-pcscd.ts';

/** libccid, the driver of nearly every PC/SC program on Linux and macOS, drives our software readers. */
const SELECT_JPKI = '00:A4:04:0C:0A:D3:92:F0:00:26:01:00:00:00:01';
/** the authentication certificate */
const SELECT_EF_000A = '00:A4:02:0C:02:00:0A';
const READ_256 = '00:B0:00:00:00';
/** level, model, product, name by libccid, answer to reset: a class FF reader of APDUs is in no list of libccid 1.5.2 */
const MODELS = [
  ['T=1 blocks, contact', 'ccid-tpdu', { reader: {} }, 'SCR3310-NTTCom', '3b:e0:00'],
  [
    'T=1 blocks, contactless',
    'ccid-tpdu',
    { reader: { product: 'SCL010 Contactless Reader' } },
    'SCL010',
    '3b:88:80:01',
  ],
  ['T=1 blocks, class 0B', 'ccid-tpdu', { reader: { product: 'USB SmartCard Reader' } }, 'Gemalto', '3b:e0'],
  ['short APDUs', 'ccid-short', { reader: { product: 'TC63CUT021' } }, 'TC63CUT021', '3b:e0:00'],
  [
    'extended APDUs',
    'ccid-extended',
    { reader: { product: 'FeliCa Port/PaSoRi 4.0' } },
    'RC-S300',
    '3b:88:80:01',
  ],
  ['no interrupt endpoint', 'ccid-tpdu', { reader: { interrupt: false } }, 'SCR3310-NTTCom', '3b:e0:00'],
] as const satisfies readonly (readonly [string, CcidModelName, VirtualCcidOptions, string, string])[];

const running: FakePcscd[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

async function start(virtual: VirtualCcid, reader: string): Promise<FakePcscd> {
  const service = await FakePcscd.start(virtual, reader);
  running.push(service);
  return service;
}

const present = (list: string): boolean => /^\d+ +Yes/m.test(list);

describe('pcscd with libccid', () => {
  it.each(MODELS)('%s: reads certificates and verifies PINs', async (_, model, options, name, atr) => {
    const virtual = create(model, options);
    const service = await start(virtual, name);
    await service.until(present);
    expect((await service.run('opensc-tool', '--atr')).output).toContain(atr);
    const apdus = [SELECT_JPKI, SELECT_EF_000A, READ_256].flatMap((apdu) => ['--send-apdu', apdu]);
    const raw = await service.run('opensc-tool', '--card-driver', 'default', ...apdus);
    expect(raw.output.match(/SW1=0x90, SW2=0x00/g)).toHaveLength(3);
    expect(raw.output).toMatch(/30 82 .. .. 30 82/); // a certificate begins
    expect(virtual.violations).toEqual([]);
    if (atr.startsWith('3b:88')) return; // OpenSC knows the card by its contacts only
    const certificate = await service.run('pkcs15-tool', '--read-certificate', '01');
    expect(certificate.output).toContain('END CERTIFICATE');
    const verify = (pin: string): ReturnType<FakePcscd['run']> =>
      service.run('pkcs15-tool', '--verify-pin', '--auth-id', '01', '--pin', pin);
    expect((await verify('9999')).ok).toBe(false);
    expect(await verify('1234')).toMatchObject({ ok: true });
    expect(virtual.violations).toEqual([]);
  });

  it('sees cards come and go, and the cable pulled', async () => {
    const virtual = create('ccid-tpdu');
    const service = await start(virtual, 'SCR3310-NTTCom');
    await service.until(present);
    virtual.placeCard(false);
    await service.until((list) => !present(list));
    virtual.placeCard(true);
    await service.until(present);
    expect((await service.run('opensc-tool', '--atr')).output).toContain('3b:e0:00');
    service.cable(false);
    await service.until((list) => !list.includes('SCR3310'));
    expect(virtual.violations).toEqual([]);
  });

  it('sees both slots of a reader that has two', async () => {
    const product = 'SCR331-DI USB Smart Card Reader';
    const virtual = create('ccid-tpdu', { slot: 1, reader: { product } });
    const service = await start(virtual, 'SCR331-DI');
    await service.until((list) => /^0 +No/m.test(list) && /^1 +Yes/m.test(list));
    const selected = await service.run(
      'opensc-tool',
      '--reader',
      '1',
      '--card-driver',
      'default',
      '--send-apdu',
      SELECT_JPKI,
    );
    expect(selected.output).toContain('SW1=0x90, SW2=0x00');
    expect(virtual.violations).toEqual([]);
  });

  it('recovers lost and garbled blocks of T=1 as we do', async () => {
    const virtual = create('ccid-tpdu');
    const service = await start(virtual, 'SCR3310-NTTCom');
    await service.until(present);
    let frames = 0;
    virtual.lines[0]!.disturb = ({ bytes }) => {
      const turn = ++frames % 12;
      return turn === 6 ? 'parity' : turn === 0 ? bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) : bytes;
    };
    const certificate = await service.run('pkcs15-tool', '--read-certificate', '01');
    expect(certificate.output).toContain('END CERTIFICATE');
    expect(frames).toBeGreaterThan(24);
    expect(virtual.violations).toEqual([]);
  });

  it('waits for a slow card: S(WTX) of the card, time extensions of the reader', async () => {
    for (const [model, name] of [
      ['ccid-tpdu', 'SCR3310-NTTCom'],
      ['ccid-extended', 'RC-S300'],
    ] as const) {
      const slow = (apdu: Uint8Array): number => (apdu[1] === 0xa4 && apdu[2] === 4 ? 4500 : 0);
      const reader = model === 'ccid-tpdu' ? {} : ({ product: 'FeliCa Port/PaSoRi 4.0' } as const);
      const virtual = create(model, { front: { cardMs: slow }, reader });
      const service = await start(virtual, name);
      await service.until(present);
      const selected = await service.run(
        'opensc-tool',
        '--card-driver',
        'default',
        '--send-apdu',
        SELECT_JPKI,
      );
      expect(selected.output).toContain('SW1=0x90, SW2=0x00');
      expect(virtual.violations).toEqual([]);
      await service.stop();
      running.length = 0;
    }
  });
});
