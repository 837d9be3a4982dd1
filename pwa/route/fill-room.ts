import type { Component } from 'svelte';
import type { CardSession } from '../session/card-session.svelte.ts';
import type { Route } from './routes.ts';

/** The room that only the extension has: it fills the page beside its panel. */
export interface FillRoom {
  /** in the menu */
  readonly name: () => string;
  readonly title: (route: Route) => string;
  readonly Page: Component<{ readonly session: CardSession; readonly route: Route }>;
  /** what becomes of the data read, at the foot of its screens */
  readonly promise: () => string;
  /** a screen of this room waits for a card: choosing one leads back to it */
  readonly waits: () => boolean;
}
