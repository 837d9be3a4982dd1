/** The screens by their address behind `#`. */
export const ROUTES = [
  '/',
  '/card',
  '/do',
  '/do/data',
  '/do/face',
  '/do/prove',
  '/do/sign',
  '/do/check',
  '/reader',
  '/reader/check',
  '/reader/models',
  '/fill',
  '/fill/me',
  '/fill/sites',
] as const;

export type Route = (typeof ROUTES)[number];

/** The rooms: which part of the menu a screen belongs to. `fill` is in the extension only. */
export type Room = 'card' | 'do' | 'fill';

/** The screens that need no card and no reader. */
export function needsNoCard(route: Route): boolean {
  return route === '/' || route === '/do/check' || /^\/(reader|fill)/.test(route);
}

/** Total: any hash in; an unknown one is the start page. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '').replace(/(?<=.)\/$/, '');
  return ROUTES.find((route) => route === path) ?? '/';
}

export function roomOf(route: Route): Room | undefined {
  if (route === '/card') return 'card';
  if (route.startsWith('/fill')) return 'fill';
  return route.startsWith('/do') ? 'do' : undefined;
}

export function hrefOf(route: Route): string {
  return `#${route}`;
}
