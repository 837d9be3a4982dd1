import type { CardSession } from '../session/card-session.svelte.ts';

/** What the browser tells a page about itself, its USB sockets and the time; tests pass their own. */
export interface KeepDeps {
  readonly session: Pick<CardSession, 'busy' | 'reader' | 'trouble' | 'release' | 'resume'>;
  readonly window: EventTarget;
  readonly document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
  /** `navigator.usb`; undefined where the browser has none */
  readonly usb: EventTarget | undefined;
  /** calls `run` once, `ms` from now; what is returned calls it off */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A hidden page that does nothing lets other windows and programs have the reader after this long. */
const HIDDEN_MS = 10_000;
/** how often a reader that somebody else has is asked for again */
const AGAIN_MS = 2_000;

/**
 * Gives the reader free when nobody can see the page, and takes it again by itself: when the page shows again, when
 * the cable is back, when somebody else has let go (architecture.md 3).
 */
export function keepReader({ session, window, document, usb, after }: KeepDeps): void {
  let free = false;
  let callOff = (): void => undefined;
  const visible = (): boolean => document.visibilityState === 'visible';

  const letGo = (): void => {
    callOff();
    free = true;
    void session.release();
  };
  const letGoWhenIdle = (): void => {
    if (session.busy) callOff = after(HIDDEN_MS, letGoWhenIdle);
    else letGo();
  };
  const takeAgain = async (): Promise<void> => {
    callOff();
    free = false;
    await session.resume();
    if (session.trouble?.code !== 'reader.busy' || !visible()) return;
    callOff();
    callOff = after(AGAIN_MS, () => void takeAgain());
  };

  window.addEventListener('pagehide', letGo);
  document.addEventListener('freeze', letGo);
  const shown = (): void => {
    if (free || session.trouble) void takeAgain();
  };
  window.addEventListener('pageshow', shown);
  document.addEventListener('resume', shown);
  document.addEventListener('visibilitychange', () => {
    callOff();
    if (visible()) shown();
    else callOff = after(HIDDEN_MS, letGoWhenIdle);
  });
  usb?.addEventListener('connect', () => {
    if (session.trouble && session.reader?.route === 'webusb') void takeAgain();
  });
}
