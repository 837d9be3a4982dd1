import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** A screen that is not there, with a window manager and a pointer: for what a browser shows outside its pages. */
export class Display {
  /** as in the variable DISPLAY */
  readonly name: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(name: string, processes: readonly ChildProcess[]) {
    this.name = name;
    this.#processes = processes;
  }

  static async start(width: number, height: number): Promise<Display> {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const [number] = (await once(server.stdio[3]!, 'data')) as [Buffer];
    const name = `:${number.toString().trim()}`;
    const manager = spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, DISPLAY: name } });
    return new Display(name, [manager, server]);
  }

  /** Moves the pointer there and presses its button. */
  click(x: number, y: number): void {
    this.#run('xdotool', ['mousemove', String(x), String(y), 'click', '1']);
  }

  /** Keeps a picture of the whole screen. */
  shot(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    this.#run('import', ['-window', 'root', path]);
  }

  close(): void {
    for (const one of this.#processes) one.kill();
  }

  #run(program: string, words: readonly string[]): void {
    execFileSync(program, words, { env: { ...process.env, DISPLAY: this.name }, timeout: 10_000 });
  }
}
