import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { hexLines } from '../../../pwa/parts/hex-lines.ts';
import { parseRoute, roomOf, ROUTES } from '../../../pwa/route/routes.ts';
import { drawnState, fractionOf } from '../../../pwa/session/drawn-state.ts';
import { supportText } from '../../../pwa/session/support-text.ts';

describe('parseRoute', () => {
  it('knows its screens, and takes anything else for the start page', () => {
    for (const route of ROUTES) expect(parseRoute(`#${route}`)).toBe(route);
    expect(parseRoute('')).toBe('/');
    expect(parseRoute('#/do/')).toBe('/do');
    expect(parseRoute('#/do/data?x')).toBe('/');
    expect(parseRoute('#__proto__')).toBe('/');
  });

  it('puts each screen in a room', () => {
    for (const route of ROUTES) {
      const first = route.split('/')[1]!;
      expect(roomOf(route), route).toBe(['card', 'do', 'fill'].includes(first) ? first : undefined);
    }
    expect(roomOf('/do/prove')).toBe('do');
    expect(roomOf('/reader')).toBeUndefined();
  });
});

describe('drawnState', () => {
  const rest = { field: 'one', running: false, ending: undefined, known: true } as const;

  it('shows what happens, by what matters most', () => {
    expect(drawnState(rest)).toBe('felt');
    expect(drawnState({ ...rest, running: true, field: 'empty' })).toBe('reading');
    expect(drawnState({ ...rest, field: 'empty' })).toBe('away');
    expect(drawnState({ ...rest, field: 'empty', known: false })).toBe('waiting');
    expect(drawnState({ ...rest, ending: 'done' })).toBe('done');
    expect(drawnState({ ...rest, trouble: new KazasuError('reader.lost') })).toBe('lost');
    expect(drawnState({ ...rest, trouble: new KazasuError('reader.busy') })).toBe('unusable');
    expect(drawnState({ ...rest, ending: 'failed' })).toBe('refused');
    expect(drawnState({ ...rest, field: 'several', ending: 'done' })).toBe('several');
  });

  it('counts only where the task counts', () => {
    expect(fractionOf({ step: 'sign' })).toBeUndefined();
    expect(fractionOf({ step: 'read-certificate', done: 1, total: 4 })).toBe(0.25);
    expect(fractionOf({ step: 'read-certificate', done: 5, total: 4 })).toBe(1);
    expect(fractionOf({ step: 'read-certificate', done: 0, total: 0 })).toBeUndefined();
  });
});

describe('hexLines', () => {
  it('shows offset and bytes', () => {
    expect(hexLines(Uint8Array.of(0, 1, 0xab), 2)).toBe('0000  00 01\n0002  AB');
    expect(hexLines(new Uint8Array())).toBe('');
  });
});

describe('supportText', () => {
  it('has code, circumstances and the shape of the exchanges', () => {
    const error = new KazasuError('card.refused', { what: 'VERIFY', sw: 0x6f00, pinTry: 'unknown' });
    const text = supportText(error, [
      { name: 'SELECT', header: '00 A4 04 0C', nc: 10, sw: 0x9000, nr: 0 },
      { name: 'VERIFY', header: '00 20 00 80', failed: 'card.lost', sent: 'unknown' },
    ]);
    expect(text.split('\n').slice(1)).toEqual([
      'card.refused {"what":"VERIFY","pinTry":"unknown","sw":"6F00"}',
      '00 A4 04 0C SELECT nc=10 sw=9000',
      '00 20 00 80 VERIFY failed=card.lost sent=unknown',
    ]);
    expect(text).toMatch(/^Kazasu \d+\.\d+\.\d+\n/);
  });
});
