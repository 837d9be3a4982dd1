import { parseRoute, type Route } from './routes.ts';

/** The screen the address names, followed as it changes. */
class Router {
  #now = $state<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.#now = parseRoute(location.hash);
    });
  }

  get now(): Route {
    return this.#now;
  }

  go(route: Route): void {
    location.hash = route;
  }
}

export const router = new Router();
