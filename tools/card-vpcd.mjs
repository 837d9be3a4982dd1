/**
 * Puts the software card into a virtual PC/SC reader (vpcd), so that any PC/SC program can use it:
 * `npm run card:vpcd -- [--persona adult] [--quirk blockedWord=6983] [--delay 50] [--host localhost] [--port 35963] [--keep] [--trace]`
 */
import { createConnection } from 'node:net';
import { parseArgs } from 'node:util';

const CARD = new URL('../dist/virtual/card.mjs', import.meta.url);
const RETRY_MS = 1000;
/** commands of vpcd, a message of one byte each */
const CONTROL = { powerOff: 0, powerOn: 1, reset: 2, atr: 4 };

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

function options() {
  try {
    return parseArgs({
      options: {
        persona: { type: 'string', default: 'adult' },
        quirk: { type: 'string', multiple: true },
        delay: { type: 'string', default: '0' },
        host: { type: 'string', default: 'localhost' },
        port: { type: 'string', default: '35963' },
        keep: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

/** @returns {Promise<typeof import('../core/virtual/card.ts')>} */
async function builtCard() {
  try {
    return await import(CARD.href);
  } catch {
    return stop('dist/virtual/card.mjs is not there yet: run `npm run build:virtual` first.');
  }
}

const wanted = options();
const { persona = 'adult', quirk: quirkTexts = [], host = 'localhost', port = '35963' } = wanted;
const delayMs = Number(wanted.delay);
if (!(delayMs >= 0)) stop('--delay takes milliseconds.');
const { create, credentialsOf, PERSONAS, QUIRKS } = await builtCard();
if (wanted.help) {
  console.log('options: --persona ID --quirk NAME=VALUE --delay MS --host NAME --port NUMBER --keep --trace');
  console.log(`personas: ${PERSONAS.map(({ id }) => id).join(', ')}`);
  console.log('quirks:');
  for (const [name, { values, does }] of Object.entries(QUIRKS))
    console.log(`  ${name} (${values}): ${does}`);
  process.exit(0);
}

/** `name=value` as the quirk's own type. @param {string} text @returns {[string, unknown]} */
function quirk(text) {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  const known = Object.entries(QUIRKS).find(([key]) => key === name)?.[1].default;
  if (known === undefined) return stop(`No quirk is named ${name}; --help lists them.`);
  if (typeof known === 'boolean') return [name, value === 'true' ? true : value === 'false' ? false : value];
  if (typeof known === 'number') return [name, Number(value)];
  return [name, Array.isArray(known) ? value.split(',').filter((one) => one !== '') : value];
}

function makeCard() {
  if (!PERSONAS.some(({ id }) => id === persona)) {
    return stop(`No persona is named ${persona}: ${PERSONAS.map(({ id }) => id).join(', ')}.`);
  }
  try {
    return create({ persona, quirks: Object.fromEntries(quirkTexts.map(quirk)), delayMs });
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

const card = makeCard();
let exchanges = 0;

/** @param {Uint8Array} bytes */
const hex = (bytes) => Buffer.from(bytes).toString('hex').toUpperCase();

/** What the reader is told, if anything. @param {Buffer} message @returns {Promise<Uint8Array | undefined>} */
async function answer(message) {
  if (message.length === 1) {
    if (message[0] === CONTROL.powerOff) card.powerOff();
    if (message[0] === CONTROL.powerOn) card.powerOn();
    if (message[0] === CONTROL.reset) card.reset();
    return message[0] === CONTROL.atr ? card.atr : undefined;
  }
  const response = await card.transmit(message);
  exchanges += 1;
  if (wanted.trace) console.log(`${exchanges} > ${hex(message)}\n${exchanges} < ${hex(response)}`);
  return response;
}

/** One connection, until the reader ends it. @returns {Promise<'served' | 'nobody'>} */
function serve() {
  return new Promise((done) => {
    const socket = createConnection({ host, port: Number(port) });
    let connected = false;
    /** @type {Buffer} */
    let buffer = Buffer.alloc(0);
    /** @type {Promise<unknown>} */
    let work = Promise.resolve();
    socket.once('connect', () => {
      connected = true;
      console.log(`card of ${persona} is in the reader at ${host}:${port}`);
    });
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      while (buffer.length >= 2 && buffer.length >= 2 + buffer.readUInt16BE(0)) {
        const end = 2 + buffer.readUInt16BE(0);
        const message = buffer.subarray(2, end);
        buffer = buffer.subarray(end);
        work = work
          .then(() => answer(message))
          .then((reply) => {
            if (reply === undefined) return;
            const head = Buffer.alloc(2);
            head.writeUInt16BE(reply.length);
            socket.write(Buffer.concat([head, reply]));
          })
          .catch((error) => socket.destroy(error instanceof Error ? error : undefined));
      }
    });
    socket.on('error', (error) => connected && console.error(error.message));
    socket.once('close', () => done(connected ? 'served' : 'nobody'));
  });
}

const { pin, password, referenceNumberB } = await credentialsOf(persona);
console.log(`PIN ${pin}, password ${password ?? 'none'}, 照合番号B ${referenceNumberB}`);
for (;;) {
  const outcome = await serve();
  if (outcome === 'nobody' && !wanted.keep) {
    stop(
      `Nobody listens at ${host}:${port}. Start pcscd with the vpcd driver, or use --keep to wait for it.`,
    );
  }
  if (outcome === 'served') {
    card.powerOff();
    console.log(`the reader let the card go after ${exchanges} commands`);
    if (!wanted.keep) break;
  }
  await new Promise((resume) => setTimeout(resume, RETRY_MS));
}
