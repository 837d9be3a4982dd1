import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsbFault, type UsbModel } from '../../core/virtual/readers/readers.ts';
import { configurationOf } from '../../core/virtual/readers/usb/configuration.ts';

/** Address of the reader on the made-up bus. */
const NODE = '/dev/bus/usb/001/002';
const HEADER = 16;
const SUBMIT = 1;
const CANCEL = 2;
const CONTROL = 2;
const ERRNO = { stall: -32, babble: -75, gone: -19, aborted: -2 } as const;

const HERE = join(import.meta.dirname, '../e2e/fake-usb');
/** runs a program on the bus: `umockdev-wrapper /usr/bin/python3 BUS_SCRIPT program …` in {@link FakeBus.env} */
export const BUS_SCRIPT = join(HERE, 'bus.py');

/** A USB bus that is not there, with a software reader on it, for programs that use Linux's usbfs. */
export class FakeBus {
  readonly folder: string;
  /** for the program; SIGUSR1 to it pulls the cable, SIGUSR2 plugs it in */
  readonly env: NodeJS.ProcessEnv;
  readonly #server: Server;

  private constructor(folder: string, server: Server) {
    this.folder = folder;
    this.#server = server;
    this.env = {
      ...process.env,
      FAKE_USB_FOLDER: folder,
      FAKE_USB_SOCKET: join(folder, 'socket'),
      FAKE_USB_NODE: NODE,
      TMPDIR: folder,
    };
  }

  static async open(model: UsbModel): Promise<FakeBus> {
    const folder = mkdtempSync(join(tmpdir(), 'kazasu-usb-'));
    const shim = ['-o', join(folder, 'shim.so'), join(HERE, 'shim.c')];
    execFileSync('/usr/bin/gcc', ['-O1', '-shared', '-fPIC', ...shim, '-ldl', '-lpthread']);
    writeBus(folder, model);
    const server = createServer((socket) => serve(socket, model));
    await new Promise<void>((listening) => server.listen(join(folder, 'socket'), listening));
    return new FakeBus(folder, server);
  }

  /** the system keeps the device from programs, or somebody else has claimed its interface */
  surround(how: 'denied' | 'claimed', yes: boolean): void {
    const file = join(this.folder, how);
    if (yes) writeFileSync(file, '');
    else rmSync(file, { force: true });
  }

  /** when the program has ended */
  async close(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const hex2 = (value: number): string => value.toString(16).padStart(2, '0');

/**
 * Two devices and the reader's interfaces in umockdev's format: properties for udev (E), attributes for sysfs (A, H) and
 * the node (N).
 */
function writeBus(folder: string, { descriptors: { device, configuration, strings } }: UsbModel): void {
  const text = (offset: number): string => strings[(device[offset] ?? 0) - 1] ?? '';
  const id = (offset: number): string =>
    Buffer.from(device).readUInt16LE(offset).toString(16).padStart(4, '0');
  const entry = (path: string, number: string, more: readonly string[]): string =>
    [
      `P: /devices/pci0000:00/0000:00:14.0/usb1${path}`,
      `N: bus/usb/001/${number}`,
      'E: SUBSYSTEM=usb',
      'E: DEVTYPE=usb_device',
      `E: DEVNAME=/dev/bus/usb/001/${number}`,
      'E: BUSNUM=001',
      `E: DEVNUM=${number}`,
      'A: busnum=1\\n',
      `A: devnum=${Number(number)}\\n`,
      'A: bConfigurationValue=1\\n',
      ...more,
      '',
      '',
    ].join('\n');
  const hub = ['A: bDeviceClass=09\\n', 'A: idVendor=1d6b\\n', 'A: idProduct=0002\\n'];
  const reader = [
    `H: descriptors=${Buffer.concat([device, configuration]).toString('hex').toUpperCase()}`,
    `A: idVendor=${id(8)}\\n`,
    `A: idProduct=${id(10)}\\n`,
    `A: manufacturer=${text(14)}\\n`,
    `A: product=${text(15)}\\n`,
    ...(text(16) === '' ? [] : [`A: serial=${text(16)}\\n`]),
    'A: bDeviceClass=00\\n',
    'A: bNumConfigurations=1\\n',
    'A: speed=12\\n',
  ];
  const interfaces = configurationOf(configuration).interfaces.map(({ interfaceNumber, alternate }) =>
    [
      `P: /devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.${interfaceNumber}`,
      'E: SUBSYSTEM=usb',
      'E: DEVTYPE=usb_interface',
      `A: bInterfaceNumber=${hex2(interfaceNumber)}\\n`,
      `A: bInterfaceClass=${hex2(alternate.interfaceClass)}\\n`,
      '',
      '',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'hub.umockdev'), entry('', '001', hub));
  writeFileSync(join(folder, 'reader.umockdev'), [entry('/1-1', '002', reader), ...interfaces].join(''));
}

interface Request {
  readonly number: number;
  readonly kind: number;
  readonly type: number;
  readonly endpoint: number;
  readonly length: number;
  readonly payload: Buffer;
}

/** One opened device node: requests in, answers out, by the structs of shim.c. */
function serve(socket: Socket, model: UsbModel): void {
  const aborts = new Map<number, AbortController>();
  let received = Buffer.alloc(0);
  const end = (): void => aborts.forEach((abort) => abort.abort());
  socket.on('error', end).on('close', end);
  socket.on('data', (piece) => {
    received = Buffer.concat([received, piece]);
    for (let request = takeRequest(received); request; request = takeRequest(received)) {
      received = received.subarray(HEADER + request.payload.length);
      if (request.kind === SUBMIT) void answer(request);
      else if (request.kind === CANCEL) aborts.get(request.number)?.abort();
      else void model.controlOut(Uint8Array.of(2, 1, 0, 0, request.endpoint, 0, 0, 0), new Uint8Array());
    }
  });

  async function answer(request: Request): Promise<void> {
    const abort = new AbortController();
    aborts.set(request.number, abort);
    const { status, bytes } = await ended(transfer(model, request, abort.signal));
    aborts.delete(request.number);
    const header = Buffer.alloc(12);
    header.writeUInt32LE(request.number, 0);
    header.writeInt32LE(status, 4);
    header.writeUInt32LE(bytes.length, 8);
    if (socket.writable) socket.write(Buffer.concat([header, bytes]));
  }
}

function takeRequest(received: Buffer): Request | undefined {
  if (received.length < HEADER) return undefined;
  const size = received.readUInt32LE(12);
  if (received.length < HEADER + size) return undefined;
  return {
    number: received.readUInt32LE(0),
    kind: received[4]!,
    type: received[5]!,
    endpoint: received[6]!,
    length: received.readUInt32LE(8),
    payload: received.subarray(HEADER, HEADER + size),
  };
}

async function transfer(model: UsbModel, request: Request, signal: AbortSignal): Promise<Uint8Array> {
  const { type, endpoint, length, payload } = request;
  const bytes = new Uint8Array(payload);
  const none = new Uint8Array();
  if (type === CONTROL) {
    const setup = bytes.subarray(0, 8);
    if ((setup[0]! & 0x80) !== 0) return model.controlIn(setup);
    await model.controlOut(setup, bytes.subarray(8));
    return none;
  }
  if ((endpoint & 0x80) !== 0) return model.transferIn(endpoint & 0x0f, length, signal);
  await model.transferOut(endpoint, bytes);
  return none;
}

async function ended(work: Promise<Uint8Array>): Promise<{ status: number; bytes: Uint8Array }> {
  try {
    return { status: 0, bytes: await work };
  } catch (error) {
    if (!(error instanceof UsbFault)) throw error;
    return { status: ERRNO[error.kind], bytes: new Uint8Array() };
  }
}
