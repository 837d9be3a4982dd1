import { KazasuError } from '../../error/kazasu-error.ts';

export type UsbStep = 'open' | 'claim' | 'transfer';

/**
 * What Chrome's error means at this step (readers.md 6.1; the messages are those of Chrome's WebUSB code):
 * an unplugged device, one the system keeps from us, one that somebody else holds, one that is not as we know it.
 */
export function usbError(step: UsbStep, cause: unknown): KazasuError {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const code = () => {
    // also what every transfer under way ends in when the cable is pulled
    if (/disconnected/.test(message) || (step === 'transfer' && name === 'NotFoundError'))
      return 'reader.lost';
    if (step === 'open' && (name === 'SecurityError' || name === 'NetworkError')) return 'reader.no-access';
    if (step === 'claim' && name === 'NetworkError') return 'reader.busy';
    if (step === 'claim' && (name === 'NotFoundError' || name === 'SecurityError'))
      return 'reader.unsupported';
    if (step === 'transfer' && (name === 'AbortError' || name === 'NetworkError')) return 'reader.lost';
    return 'reader.failed';
  };
  return new KazasuError(code(), { what: step }, { cause });
}
