interface Endpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt';
  readonly packetSize: number;
}
interface Alternate {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly endpoints: readonly Endpoint[];
}
interface Interface {
  readonly interfaceNumber: number;
  readonly alternate: Alternate;
  readonly alternates: readonly Alternate[];
}

/** A configuration as WebUSB shows it. */
export interface Configuration {
  readonly configurationValue: number;
  readonly interfaces: readonly Interface[];
}

/** Reads a configuration descriptor of the shape descriptors.ts writes: each interface with one setting. */
export function configurationOf(bytes: Uint8Array): Configuration {
  const interfaces: Interface[] = [];
  let endpoints: Endpoint[] = [];
  for (let at = 0; at < bytes.length; at += bytes[at] ?? 1) {
    const [, kind, second = 0, third = 0, low = 0, fifth = 0] = bytes.subarray(at, at + 6);
    if (kind === 4) {
      endpoints = [];
      const alternate = { alternateSetting: 0, interfaceClass: fifth, endpoints };
      interfaces.push({ interfaceNumber: second, alternate, alternates: [alternate] });
    }
    if (kind === 5) {
      endpoints.push({
        endpointNumber: second & 0x0f,
        direction: (second & 0x80) !== 0 ? 'in' : 'out',
        type: third === 3 ? 'interrupt' : 'bulk',
        packetSize: low | (fifth << 8),
      });
    }
  }
  return { configurationValue: bytes[5] ?? 1, interfaces };
}
