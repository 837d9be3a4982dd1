/** What a page has to know of the relay's frames: the extension's page hands them to native messaging (`chrome` is not in a worker). */
export { RELAY_NATIVE_NAME } from '../reader/relay/protocol.ts';
export { decodeWire, encodeWire } from '../reader/relay/wire.ts';
