import type { Component } from 'svelte';
import type { ReaderInfo } from '../../core/worker/protocol.ts';
import type { CardSession } from '../session/card-session.svelte.ts';
import type { Chooser } from './chooser.ts';
import type { HostDoor } from './host-door.ts';
import RelayWay from './RelayWay.svelte';
import SmartCardWay from './SmartCardWay.svelte';
import type { System } from './system.ts';
import UsbWay from './UsbWay.svelte';

/** What a way to connect is given on the connect screen. */
export interface WayProps {
  readonly session: CardSession;
  readonly system: System;
  /** the browser's list of USB readers; undefined where it has none */
  readonly chooser: Chooser | undefined;
  /** the way to the local host */
  readonly host: HostDoor;
  /** the first way on the screen has the primary button */
  readonly first: boolean;
  /** to be called when `session.openReader` has opened one */
  readonly opened: () => void;
}

/** One way to reach a reader, as a panel of the connect screen. */
export interface Way {
  readonly route: ReaderInfo['route'];
  /** is there any sense in showing it here? One that always is says by itself why it cannot work. */
  readonly offered: (system: System) => boolean;
  readonly panel: Component<WayProps>;
}

/** Every way, in the order of the screen. A new one is a panel that ends in `session.openReader`, and a row here. */
export const WAYS: readonly Way[] = [
  { route: 'webusb', offered: () => true, panel: UsbWay },
  // in an Isolated Web App only (readers.md 6.2)
  { route: 'smart-card-api', offered: () => 'smartCard' in navigator, panel: SmartCardWay },
  // where a program can run beside the browser
  {
    route: 'relay',
    offered: (system) => ['windows', 'macos', 'linux', 'other'].includes(system),
    panel: RelayWay,
  },
];
