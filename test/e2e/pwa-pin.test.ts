import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import type { Screen } from './support/screen.ts';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.close());

/** At the PIN entry of "My data". */
async function atEntry(persona = 'adult', hash = '#/do/data'): Promise<Screen> {
  const screen = await app.open({ width: 390 }, hash);
  await screen.choose(persona);
  await screen.sees(screen.t.pin.name[hash === '#/do/prove' ? 'authentication' : 'textInput']);
  return screen;
}

const heardCount = (screen: Screen): Promise<string> =>
  screen.page.$eval('.entry [role=status]', (element) => element.textContent);

/** Does any attribute, text or value of the document hold it? */
const inDocument = (screen: Screen, text: string): Promise<boolean> =>
  screen.page.evaluate((wanted) => {
    const values = [...document.querySelectorAll('input')].map((input) => input.value);
    const keys = document.documentElement.cloneNode(true) as HTMLElement;
    return `${keys.outerHTML} ${values.join(' ')}`.includes(wanted);
  }, text);

describe('entering a PIN', () => {
  it('is no field a browser offers to save', async () => {
    const screen = await atEntry();
    const field = await screen.page.$eval('.entry input', (input) => ({
      type: input.type,
      autocomplete: input.autocomplete,
      name: input.name,
      inForm: input.form !== null,
    }));
    expect(field).toEqual({ type: 'text', autocomplete: 'off', name: '', inForm: false });
    expect(await screen.page.$('input[type=password]')).toBeNull();
    await screen.close();
  });

  it('keeps the digits out of the document and tells a screen reader the count', async () => {
    const screen = await atEntry();
    await screen.typePin('736');
    expect(await heardCount(screen)).toBe(screen.t.pin.typedDigits(3, 4));
    expect(await inDocument(screen, '736')).toBe(false);
    await screen.page.keyboard.press('Backspace');
    expect(await heardCount(screen)).toBe(screen.t.pin.typedDigits(2, 4));
    await screen.page.keyboard.press('Escape');
    expect(await heardCount(screen)).toBe(screen.t.pin.emptied);
    await screen.close();
  });

  it('takes full-width digits, from an input method in mid composition too', async () => {
    const screen = await atEntry();
    await screen.page.locator('.entry input').click();
    await screen.page.keyboard.sendCharacter('１２');
    expect(await heardCount(screen)).toBe(screen.t.pin.typedDigits(2, 4));
    const cdp = await screen.page.createCDPSession();
    await cdp.send('Input.imeSetComposition', { text: '３', selectionStart: 1, selectionEnd: 1 });
    await cdp.send('Input.insertText', { text: '４' });
    expect(await heardCount(screen)).toBe(screen.t.pin.typedDigits(4, 4));
    expect(await screen.page.$eval('.entry input', (input) => input.value)).toBe('');
    await screen.page.keyboard.press('Enter');
    await screen.sees(screen.t.data.shownOnly);
    await screen.close();
  });

  it('says what is wrong before the card is asked', async () => {
    const screen = await atEntry();
    await screen.typePin('12');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.pin.short(2));
    await screen.page.keyboard.type('x');
    await screen.sees(screen.t.pin.refusedDigit);
    await screen.page.keyboard.type('3499');
    await screen.sees(screen.t.pin.tooLong(4));
    // still three: nothing was sent
    await screen.sees(screen.t.pin.left(3));
    await screen.close();
  });

  it('works with the buttons alone, and the arrow keys among them', async () => {
    const screen = await atEntry();
    for (const digit of '1299') await screen.press(digit);
    await screen.press(screen.t.pin.erase);
    await screen.press(screen.t.pin.clear);
    await screen.page.locator('.pad button').click(); // 1
    await screen.page.focus('.pad button');
    await screen.page.keyboard.press('ArrowRight');
    await screen.page.keyboard.press('Enter'); // 2
    await screen.page.keyboard.press('ArrowRight');
    await screen.page.keyboard.press('Space'); // 3
    await screen.page.keyboard.press('ArrowLeft');
    await screen.page.keyboard.press('ArrowLeft');
    await screen.page.keyboard.press('ArrowDown');
    await screen.page.keyboard.press('Enter'); // 4
    expect(await heardCount(screen)).toBe(screen.t.pin.typedDigits(4, 4));
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.data.shownOnly);
    await screen.close();
  });

  it('refuses to paste a PIN', async () => {
    const screen = await atEntry();
    await screen.page.locator('.entry input').click();
    await screen.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '1234');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
    });
    await screen.sees(screen.t.pin.pasteRefused);
    expect(await screen.page.$$eval('.entry .typed', (dots) => dots.length)).toBe(0);
    await screen.close();
  });

  it('empties itself when the window is left', async () => {
    const screen = await atEntry();
    await screen.typePin('1234');
    await screen.page.evaluate(() => dispatchEvent(new Event('blur')));
    expect(await heardCount(screen)).toBe(screen.t.pin.emptiedByBlur);
    expect(await screen.page.$$eval('.entry .typed', (dots) => dots.length)).toBe(0);
    await screen.close();
  });

  it('shows the digits only while pressed, as pixels', async () => {
    const screen = await atEntry();
    await screen.typePin('8642');
    const peek = await screen.page.waitForSelector(`::-p-aria([name="${screen.t.pin.peek}"])`);
    await peek!.scrollIntoView();
    await peek!.hover();
    await screen.page.mouse.down();
    await screen.page.waitForSelector('.entry canvas');
    const painted = await screen.page.$eval('.entry canvas', (canvas) => {
      const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels.some((value, i) => i % 4 === 3 && value > 0);
    });
    expect(painted).toBe(true);
    expect(await inDocument(screen, '8642')).toBe(false);
    await screen.shot('pin-peek', false);
    await screen.page.mouse.up();
    await screen.page.waitForSelector('.entry canvas', { hidden: true });
    await screen.close();
  });
});

describe('a wrong PIN', () => {
  it('counts down, asks before the last try, and ends blocked with the way out', async () => {
    const screen = await atEntry('adult', '#/do/prove');
    const { t } = screen;
    await screen.sees(t.pin.left(3));
    await screen.typePin('9999');
    await screen.press(t.prove.go);
    await screen.sees(t.refusal.wrong(t.pin.name.authentication));
    await screen.sees(t.refusal.wrongCost(t.pin.left(2)));
    expect(await screen.axe()).toEqual([]);
    await screen.shot('wrong-pin');

    // the entry has the focus again
    await screen.page.keyboard.type('9999');
    await screen.page.keyboard.press('Enter');
    await screen.sees(t.refusal.last);
    expect(await screen.page.$('.entry')).toBeNull();
    expect(await screen.axe()).toEqual([]);
    await screen.shot('last-try');

    await screen.press(t.refusal.lastGo);
    await screen.typePin('9999');
    await screen.press(t.prove.go);
    await screen.sees(t.refusal.blockedNow(t.pin.name.authentication));
    await screen.sees(t.card.where.jpki);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('blocked-now');

    await screen.go('/do');
    await screen.go('/do/prove');
    await screen.sees(t.refusal.blocked(t.pin.name.authentication));
    await screen.go('/card');
    await screen.sees(t.card.advice.blocked([t.pin.name.authentication]));
    // the other PIN is not touched
    await screen.go('/do/data');
    await screen.sees(t.pin.left(3));
    await screen.close();
  });

  it('gives all tries back after a right one', async () => {
    const screen = await atEntry();
    await screen.typePin('9999');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.pin.left(2));
    await screen.typePin('1234');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.data.shownOnly);
    await screen.press(screen.t.task.clear);
    await screen.sees(screen.t.pin.left(3));
    await screen.close();
  });

  it('asks at once where only one try is left, and lets one stop', async () => {
    const screen = await app.open({}, '#/do/data');
    const { t } = screen;
    await screen.choose('last-try');
    await screen.sees(t.refusal.last);
    await screen.press(t.refusal.lastStop, 'link');
    await screen.sees(t.procedures.lead);
    await screen.go('/do/data');
    await screen.press(t.refusal.lastGo);
    await screen.typePin('1234');
    await screen.press(t.data.go);
    await screen.sees(t.data.shownOnly);
    await screen.close();
  });

  it('says that everything is blocked, and what still works', async () => {
    const screen = await app.open({}, '#/do/data');
    const { t } = screen;
    await screen.choose('blocked');
    await screen.sees(t.refusal.blocked(t.pin.name.textInput));
    await screen.sees(t.card.where.counter);
    await screen.press(t.data.byNumber, 'radio');
    await screen.sees(t.pin.left(10));
    await screen.close();
  });
});

describe('the numbers printed on the card', () => {
  async function atNumbers(persona: string): Promise<Screen> {
    const screen = await atEntry(persona);
    await screen.press(screen.t.data.byNumber, 'radio');
    await screen.sees(screen.t.reference.expiry);
    return screen;
  }
  const fill = async (screen: Screen, part: string, value: string): Promise<void> => {
    await screen.page.locator(`[data-part=${part}]`).fill(value);
  };
  /** expiry year and security code as printed on the software card */
  const printed = async (screen: Screen): Promise<{ expiry: string; code: string }> => {
    const hint = await screen.page.$eval('.entry .persona', (element) => element.textContent);
    const [expiry, code] = [...hint.matchAll(/\b\d{4}\b/g)].map(([digits]) => digits);
    return { expiry: expiry!, code: code! };
  };

  it('open the card by era year', async () => {
    const screen = await atNumbers('adult');
    const { expiry, code } = await printed(screen);
    for (const [part, value] of [
      ['year', '６０'],
      ['month', '4'],
      ['day', '12'],
      ['expiry', expiry],
    ] as const) {
      await fill(screen, part, value);
    }
    await screen.typePin(code);
    await screen.shot('data-number-filled');
    await screen.press(screen.t.data.goNumber);
    await screen.sees('架空 ひかり');
    await screen.close();
  });

  it('are checked before the card is asked, field by field', async () => {
    const screen = await atNumbers('adult');
    const { t } = screen;
    await screen.typePin('1111');
    await screen.press(t.data.goNumber);
    await screen.sees(t.reference.problem.year);
    expect(await screen.page.evaluate(() => (document.activeElement as HTMLElement).dataset['part'])).toBe(
      'year',
    );
    await fill(screen, 'year', '55');
    await fill(screen, 'month', '2');
    await fill(screen, 'day', '30');
    await screen.press(t.data.goNumber);
    await screen.sees(t.reference.problem.day);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('data-number-problem');
    await fill(screen, 'day', '3');
    await fill(screen, 'expiry', '35');
    await screen.press(t.data.goNumber);
    await screen.sees(t.reference.problem.expiry);
    await screen.sees(t.pin.left(10));
    await screen.close();
  });

  it('are tried with one reading of the year at a time, the one chosen', async () => {
    const screen = await atNumbers('foreign');
    const { t } = screen;
    const { expiry, code } = await printed(screen);
    const date = [
      ['year', '1990'],
      ['month', '11'],
      ['day', '3'],
      ['expiry', expiry],
    ] as const;
    await screen.press(t.reference.seireki, 'radio');
    for (const [part, value] of date) await fill(screen, part, value);
    await screen.typePin(code);
    await screen.press(t.data.goNumber);
    await screen.sees(t.refusal.wrong(t.pin.name.referenceNumberB));
    await screen.sees(t.pin.left(9));
    // what was typed is still there, but for the code
    await screen.press(t.reference.readingGregorian, 'radio');
    await screen.typePin(code);
    await screen.press(t.data.goNumber);
    await screen.sees('IMAGINARIA-PLACEHOLDER');
    await screen.close();
  });
});
