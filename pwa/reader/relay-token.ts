const KEY = 'kazasu.relay';

/** What the local host gave this origin when it was paired. Without storage, pairing lasts as long as the page. */
export const relayToken = {
  get(): string | undefined {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  keep(token: string): void {
    try {
      localStorage.setItem(KEY, token);
    } catch {
      // no storage here
    }
  },
};
