import type { RelayRequest } from '../core/reader/relay/protocol.ts';

const MAX_TEXT = 256;
const MAX_VERSIONS = 16;

/** What a client asked, or undefined when it is none of the forms of the protocol. Members we do not know are passed over. */
export function readRequest(message: object): RelayRequest | undefined {
  const {
    id,
    do: what,
    versions,
    client,
    token,
    code,
    reader,
    connection,
  } = message as Record<string, unknown>;
  if (!isCount(id)) return undefined;
  switch (what) {
    case 'hello': {
      const given = [token, code].every((one) => one === undefined || isText(one));
      if (!isText(client) || !isVersions(versions) || !given) return undefined;
      return {
        id,
        do: what,
        versions,
        client,
        ...(isText(token) && { token }),
        ...(isText(code) && { code }),
      };
    }
    case 'readers':
      return { id, do: what };
    case 'connect':
      return isText(reader) ? { id, do: what, reader } : undefined;
    case 'transmit':
    case 'reset':
    case 'disconnect':
      return isCount(connection) ? { id, do: what, connection } : undefined;
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isVersions(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length <= MAX_VERSIONS && value.every(isCount);
}
