import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { identifyCard, identityOf } from '../../../core/card/identify-card.ts';
import { readCertificate } from '../../../core/card/jpki-certificate.ts';
import { signDigestInfo } from '../../../core/card/jpki-sign.ts';
import { selectApplication } from '../../../core/card/select-application.ts';
import { selectFile } from '../../../core/card/select-file.ts';
import { scriptedCard } from '../../support/scripted-card.ts';

const SELECT_JPKI = '> 00A4040C0AD392F000260100000001\n< 9000\n';
const SELECT_COMMON = '> 00A4040C0AD3921000310001010100\n< 9000\n';

describe('selectApplication', () => {
  it('tells whether it is there and remembers what is selected', async () => {
    const { card } = scriptedCard(`${SELECT_JPKI}> 00A4040C0AD3921000310001010408\n< 6A82`);
    expect(await selectApplication(card, 'jpki')).toBe(true);
    expect(card.memory.selected).toBe('jpki');
    expect(await selectApplication(card, 'textInput')).toBe(false);
    expect(card.memory.selected).toBeUndefined();
  });
  it('asks once more after 6F00, and only once', async () => {
    const one = scriptedCard(`> 00A4040C0AD392F000260100000001\n< 6F00\n${SELECT_JPKI}`);
    expect(await selectApplication(one.card, 'jpki')).toBe(true);
    one.done();
    const two = scriptedCard('> 00A4040C0AD392F000260100000001\n< 6F00\n'.repeat(2));
    await expect(selectApplication(two.card, 'jpki')).rejects.toMatchObject({ code: 'card.refused' });
    two.done();
  });
  it('throws for other words, files as well', async () => {
    const { card } = scriptedCard('> 00A4020C020018\n< 6985');
    await expect(selectFile(card, 0x18)).rejects.toMatchObject({
      code: 'card.refused',
      detail: { sw: 0x6985 },
    });
  });
});

describe('readCertificate', () => {
  it('reads a free certificate once a connection, the signing certificate each time', async () => {
    const { card, done } = scriptedCard(
      '> 00B08A0000\n< 3002BEEF 9000\n> 00B0810000\n< 3002CAFE 9000\n> 00B0810000\n< 3002CAFE 9000',
    );
    expect(toHex((await readCertificate(card, 'authentication'))!)).toBe('3002BEEF');
    expect(toHex((await readCertificate(card, 'authentication'))!)).toBe('3002BEEF');
    await readCertificate(card, 'signing');
    await readCertificate(card, 'signing');
    done();
  });
  it('refuses what is no certificate', async () => {
    const { card } = scriptedCard('> 00B08A0000\n< 5A01AA 9000');
    await expect(readCertificate(card, 'authentication')).rejects.toMatchObject({ code: 'card.malformed' });
  });
});

describe('signDigestInfo', () => {
  const signature = 'AB'.repeat(256);
  const digestInfo = fromHex('3000');
  it('names the key in P2', async () => {
    const { card, done } = scriptedCard(
      `> 802A009702300000\n< ${signature}9000\n> 802A009A02300000\n< ${signature}9000`,
    );
    expect(toHex(await signDigestInfo(card, 'authentication', digestInfo))).toBe(signature);
    expect(toHex(await signDigestInfo(card, 'signing', digestInfo))).toBe(signature);
    done();
  });
  it.each(['6A86', '6A82', '6A88'])('selects the key after %s, and from then on at once', async (sw) => {
    const selected = `> 00A4020C020017\n< 9000\n> 802A008002300000\n< ${signature}9000\n`;
    const { card, done } = scriptedCard(`> 802A009702300000\n< ${sw}\n${selected}${selected}`);
    await signDigestInfo(card, 'authentication', digestInfo);
    await signDigestInfo(card, 'authentication', digestInfo);
    done();
  });
  it('selects at once where READ does not take short EF identifiers', async () => {
    const { card, done } = scriptedCard(`> 00A4020C020017\n< 9000\n> 802A008002300000\n< ${signature}9000`);
    card.memory.shortEf.read = false;
    await signDigestInfo(card, 'authentication', digestInfo);
    done();
  });
  it.each(['6982', '6985', '6F00', '6C00'])('throws for %s and does not sign again', async (sw) => {
    const { card, done } = scriptedCard(`> 802A009702300000\n< ${sw}`);
    await expect(signDigestInfo(card, 'authentication', digestInfo)).rejects.toMatchObject({
      code: 'card.refused',
    });
    done();
  });
  it('throws when the key is not there, and for a signature of another length', async () => {
    const missing = scriptedCard('> 802A009702300000\n< 6A82\n> 00A4020C020017\n< 6A82');
    await expect(signDigestInfo(missing.card, 'authentication', digestInfo)).rejects.toMatchObject({
      code: 'card.refused',
    });
    const short = scriptedCard('> 802A009702300000\n< ABAB9000');
    await expect(signDigestInfo(short.card, 'authentication', digestInfo)).rejects.toMatchObject({
      code: 'card.malformed',
    });
  });
});

describe('identifyCard', () => {
  it('takes the head of the authentication certificate, once', async () => {
    const head = `308205A0${'11'.repeat(252)}`;
    const { card, done } = scriptedCard(`${SELECT_JPKI}> 00B08A0000\n< ${head}9000`);
    const identity = await identifyCard(card);
    expect(identity).toBe(await identityOf(fromHex(`${head}2222`)));
    expect(await identifyCard(card)).toBe(identity);
    done();
  });
  it('takes the card record where there is no certificate', async () => {
    const record = `011C${'31'.repeat(28)}`;
    const { card, done } = scriptedCard(
      `${SELECT_JPKI}> 00B08A0000\n< 6A82\n> 00A4020C02000A\n< 6A82\n${SELECT_COMMON}> 00B2010C00\n< ${record}9000`,
    );
    expect(await identifyCard(card)).toMatch(/^record:/);
    done();
  });
  it('says undefined for a card that has neither', async () => {
    const { card } = scriptedCard(
      '> 00A4040C0AD392F000260100000001\n< 6A82\n> 00A4040C0AD3921000310001010100\n< 6A82',
    );
    expect(await identifyCard(card)).toBeUndefined();
  });
});
