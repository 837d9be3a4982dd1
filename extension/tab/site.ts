import { toUnicode } from 'punycode/punycode.es6.js';
import { parse } from 'tldts';

/** Whose page it is, as a person should read it. */
export interface Site {
  /** scheme, host and port, as the browser compares them */
  readonly origin: string;
  /** the part that somebody had to register (Public Suffix List), in the letters of its language; an address for IPs */
  readonly domain: string;
  /** what stands before it, with its dot: `www.`; empty when nothing does */
  readonly before: string;
  /** the host in ASCII, when it is written in other letters above */
  readonly ascii?: string;
  /** for `permissions.request`: this host over https */
  readonly pattern: string;
}

/** @param url of an http or https page */
export function siteOf(url: URL): Site {
  const { hostname, origin } = url;
  const { domain } = parse(hostname, { allowPrivateDomains: true });
  const registered = domain ?? hostname;
  const unicode = toUnicode(hostname);
  return {
    origin,
    domain: toUnicode(registered) + (url.port && `:${url.port}`),
    before: toUnicode(hostname.slice(0, hostname.length - registered.length)),
    ...(unicode !== hostname && { ascii: hostname }),
    pattern: `https://${hostname}/*`,
  };
}
