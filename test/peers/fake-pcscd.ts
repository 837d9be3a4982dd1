import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UsbModel } from '../../core/virtual/readers/readers.ts';
import { BUS_SCRIPT, FakeBus } from '../support/fake-bus.ts';
import { run } from './pcsc.ts';

const WAIT_MS = 20_000;
const SOCKET_FOLDER = '/run/pcscd';

/** What a PC/SC program printed, both outputs together, and whether it ended well. */
interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * pcscd with its own libccid on a USB bus that is not there, with a software reader on it. It has its socket to itself:
 * a PC/SC service of the machine, or of another test, is not disturbed.
 */
export class FakePcscd {
  readonly #bus: FakeBus;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(bus: FakeBus, child: ChildProcess) {
    this.#bus = bus;
    this.#child = child;
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** @throws Error with the service's own words when the reader does not appear */
  static async start(model: UsbModel, reader: string): Promise<FakePcscd> {
    const bus = await FakeBus.open(model);
    const config = join(bus.folder, 'no-serial-readers');
    mkdirSync(config);
    const pcscd = ['/usr/bin/python3', BUS_SCRIPT, '/usr/sbin/pcscd', '--foreground', '--config', config];
    const script = `mount -t tmpfs none ${SOCKET_FOLDER} && exec "$@"`;
    const child = spawn(
      'unshare',
      ['--mount', 'sh', '-c', `mkdir -p ${SOCKET_FOLDER}; ${script}`, 'sh', 'umockdev-wrapper', ...pcscd],
      { env: bus.env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const started = new FakePcscd(bus, child);
    try {
      await started.until((list) => list.includes(reader));
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  /** runs a program where it finds this service */
  async run(program: string, ...args: readonly string[]): Promise<Ended> {
    const home = { ...process.env, HOME: this.#bus.folder, XDG_CACHE_HOME: this.#bus.folder };
    const inside = ['--mount', '--target', String(this.#child.pid), program, ...args];
    try {
      const { stdout, stderr } = await run('nsenter', inside, { env: home, timeout: 60_000 });
      return { ok: true, output: stdout + stderr };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { ok: false, output: stdout + stderr };
    }
  }

  /** waits until the list of readers is as wanted */
  async until(holds: (list: string) => boolean): Promise<void> {
    const end = Date.now() + WAIT_MS;
    let list = '';
    while (Date.now() < end && this.#child.exitCode === null) {
      list = (await this.run('opensc-tool', '--list-readers')).output;
      if (holds(list)) return;
      await new Promise((wake) => setTimeout(wake, 200));
    }
    throw new Error(`the readers are ${list}\n${this.#output}`);
  }

  /** pulls the cable, or plugs it in again */
  cable(plugged: boolean): void {
    this.#child.kill(plugged ? 'SIGUSR2' : 'SIGUSR1');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = new Promise((done) => this.#child.once('exit', done));
      this.#child.kill();
      await exit;
    }
    await this.#bus.close();
  }
}
