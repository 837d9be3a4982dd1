/**
 * Draws the software card's faces and writes core/virtual/data/faces.ts: printed items as 1-bit PNG in the sizes seen on
 * cards (card.md 2.4), portraits as greyscale silhouettes in JPEG 2000.
 * Needs Chromium with a Japanese font, and opj_compress (Debian: libopenjp2-tools): `npx tsx tools/virtual-faces.ts`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import puppeteer, { type Page } from 'puppeteer';
import { toBase64url } from '../core/bytes/base64url.ts';
import { ALL } from '../core/virtual/personas/all.ts';

const FILE = new URL('../core/virtual/data/faces.ts', import.meta.url);

/** A greyscale picture, one byte a pixel. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Text in lines of `size` pixels, black on white. */
async function drawText(
  page: Page,
  text: string,
  width: number,
  height: number,
  size: number,
): Promise<Picture> {
  const pixels = await page.evaluate(
    (text, width, height, size) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('no canvas');
      pen.fillStyle = 'white';
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = 'black';
      pen.font = `${size}px IPAGothic, sans-serif`;
      pen.textBaseline = 'middle';
      const lines = [''];
      for (const character of text) {
        const line = lines.at(-1) ?? '';
        const full = pen.measureText(line + character).width > width && (lines.length + 1) * size <= height;
        if (full) lines.push(character);
        else lines[lines.length - 1] = line + character;
      }
      for (const [i, line] of lines.entries()) pen.fillText(line, 0, (i + 0.5) * size, width);
      const { data } = pen.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 255);
    },
    text,
    width,
    height,
    size,
  );
  return { width, height, pixels: Uint8Array.from(pixels) };
}

/** Head and shoulders; nobody is meant. */
async function drawPortrait(page: Page, head: number, shoulders: number): Promise<Picture> {
  const width = 240;
  const height = 320;
  const pixels = await page.evaluate(
    (width, height, head, shoulders) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('no canvas');
      const back = pen.createLinearGradient(0, 0, 0, height);
      back.addColorStop(0, '#f0f0f0');
      back.addColorStop(1, '#c8c8c8');
      pen.fillStyle = back;
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = '#505050';
      pen.beginPath();
      pen.ellipse(width / 2, height, shoulders, 110, 0, Math.PI, 0);
      pen.fill();
      pen.fillStyle = '#606060';
      pen.fillRect(width / 2 - 22, 180, 44, 60);
      pen.beginPath();
      pen.ellipse(width / 2, 135, head, head * 1.3, 0, 0, 2 * Math.PI);
      pen.fill();
      const { data } = pen.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 255);
    },
    width,
    height,
    head,
    shoulders,
  );
  return { width, height, pixels: Uint8Array.from(pixels) };
}

/** Greys from here on are white: a high bar keeps thin strokes. */
const WHITE = 180;

/** PNG, greyscale, one bit a pixel, no filter. */
function png1({ width, height, pixels }: Picture): Uint8Array {
  const stride = Math.ceil(width / 8);
  const rows = Buffer.alloc(height * (stride + 1));
  pixels.forEach((grey, i) => {
    const x = i % width;
    const at = Math.floor(i / width) * (stride + 1) + 1 + (x >> 3);
    if (grey >= WHITE) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
  });
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** JP2 by OpenJPEG, about 3 kB. */
function jp2({ width, height, pixels }: Picture): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'face-'));
  try {
    const [from, to] = [join(folder, 'face.pgm'), join(folder, 'face.jp2')];
    writeFileSync(from, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]));
    execFileSync('opj_compress', ['-i', from, '-o', to, '-r', '25'], { stdio: 'pipe' });
    return new Uint8Array(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const browser = await puppeteer.launch({ args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  const text = async (value: string, width: number, height: number, size: number) =>
    toBase64url(png1(await drawText(page, value, width, height, size)));
  const rows = [];
  const blank = ['', '', '', '', 'adult'] as const;
  const people = [...ALL.values()].map(
    ({ id, name, address, securityCode, individualNumber }) =>
      [id, name, address, securityCode, individualNumber, id === 'child' ? 'child' : 'adult'] as const,
  );
  for (const [id, name, address, code, number, portrait] of [['blank', ...blank] as const, ...people]) {
    rows.push(`  ${/^\w+$/.test(id) ? id : `'${id}'`}: {
    name: '${await text(name, 216, 12, 12)}',
    address: '${await text(address, 288, 24, 12)}',
    securityCode: '${await text(code, 24, 12, 12)}',
    individualNumber: '${await text(number, 72, 12, 12)}',
    portrait: '${portrait}',
  },`);
  }
  const portraits = {
    adult: toBase64url(jp2(await drawPortrait(page, 56, 105))),
    child: toBase64url(jp2(await drawPortrait(page, 62, 80))),
  };
  const source = `// Made by tools/virtual-faces.ts: images in base64url.

/** Printed items of each persona, 1-bit PNG; \`blank\` for a persona of one's own. */
export const PRINTED = {
${rows.join('\n')}
} as const;

/** Silhouettes, greyscale JP2. */
export const PORTRAITS = {
${Object.entries(portraits)
  .map(([name, data]) => `  ${name}: '${data}',`)
  .join('\n')}
} as const;
`;
  const style = await resolveConfig(FILE.pathname);
  writeFileSync(FILE, await format(source, { ...style, parser: 'typescript' }));
} finally {
  await browser.close();
}
