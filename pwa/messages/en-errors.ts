import type { ErrorCode } from '../../core/error/codes.ts';
import type { ErrorText } from './ja-errors.ts';

export const enErrors: Readonly<Record<ErrorCode, ErrorText>> = {
  'bytes.malformed': {
    what: 'What was read is not in the expected form',
    next: 'Try again. If it happens again, report the code below.',
  },
  'reader.none': {
    what: 'No reader is open',
    next: 'Go back to the start page and choose a card again.',
  },
  'reader.not-in-this-build': {
    what: 'This edition does not contain the software card',
    next: 'Use a real card with a card reader.',
  },
  'reader.busy': {
    what: 'Another window or program is using the reader',
    next: 'Close the other window or program, then try again.',
  },
  'reader.lost': {
    what: 'The reader was disconnected',
    next: 'Plug the reader in again, then try again.',
  },
  'reader.unavailable': {
    what: 'This browser cannot use card readers',
    next: 'Open this page in Chrome or Edge on a computer, or in Chrome on Android.',
  },
  'reader.unsupported': {
    what: 'This device is not a reader that can be used here',
    next: 'See the list of readers that work, and try another one.',
  },
  'reader.not-permitted': {
    what: 'The browser no longer has permission to use this reader',
    next: 'Choose the reader again with “Connect a card reader”.',
  },
  'reader.no-access': {
    what: 'The settings of this computer keep the browser from using the reader',
    next: 'Set up the driver and the permission as described for your reader.',
  },
  'reader.ambiguous': {
    what: 'Two or more readers of the same kind are connected',
    next: 'Choose which one to use, or leave only one connected.',
  },
  'reader.no-host': {
    what: 'The relay program on this computer does not answer',
    next: 'Start the relay program, then connect again.',
  },
  'reader.host-version': {
    what: 'The relay program and this page are of different versions',
    next: 'Update the relay program, or reload this page.',
  },
  'reader.loopback-denied': {
    what: 'The browser keeps this page from talking to programs on this computer',
    next: 'Open the site settings with the sign left of the address and allow “Apps on device” or “Local network”.',
  },
  'reader.no-service': {
    what: 'The smart card service of this computer is not running',
    next: 'Restart the computer, or set it up as the page about readers says.',
  },
  'reader.failed': {
    what: 'The reader did not answer as it should',
    next: 'Unplug the reader, plug it in again, and try again.',
  },
  'card.none': {
    what: 'There is no card on the reader',
    next: 'Place the card, then try again.',
  },
  'card.several': {
    what: 'There are two or more cards',
    next: 'Place one My Number Card only.',
  },
  'card.foreign': {
    what: 'This kind of card cannot be used here',
    next: 'Place only the My Number Card on the middle of the reader.',
  },
  'card.lost': {
    what: 'The card was taken away before the end',
    next: 'Put the card back, leave it still until the end, and try again.',
  },
  'card.silent': {
    what: 'The card stopped answering',
    next: 'Lift the card off, put it back, and try again.',
  },
  'card.not-my-number': {
    what: 'This does not seem to be a My Number Card',
    next: 'Put only the My Number Card on the middle of the reader.',
  },
  'card.refused': {
    what: 'The card refused a command',
    next: 'Put the card back and try again. If it happens again, report the code below.',
  },
  'card.malformed': {
    what: 'Something on the card is not in the expected form',
    next: 'Put the card back and try again. If it happens again, have the card looked at by your municipal office.',
  },
  'card.too-large': {
    what: 'Something on the card is too large to be read',
    next: 'Try again. If it happens again, report the code below.',
  },
  'pin.format': {
    what: 'The PIN does not have the right form',
    next: 'Check the number and kind of characters, then enter it again.',
  },
  'certificate.malformed': {
    what: 'The certificate is not in the expected form',
    next: 'Try again. If it happens again, have the card looked at by your municipal office.',
  },
  'certificate.too-large': {
    what: 'The certificate is too large to be read',
    next: 'Try again. If it happens again, report the code below.',
  },
  'signature.wrong': {
    what: 'The card’s signature does not fit the key of its certificate',
    next: 'The signature was thrown away unused. Try again. If it happens again, report the code below.',
  },
  'file.unknown': {
    what: 'The file is no longer at hand',
    next: 'Choose the file again.',
  },
  'file.unreadable': {
    what: 'The file could not be read',
    next: 'Check that it was not moved or changed, and choose it again.',
  },
  'file.too-large': {
    what: 'The file is too large',
    next: 'Choose a smaller file.',
  },
  'task.cancelled': {
    what: 'Cancelled',
    next: 'Nothing is left half done. You can start again at any time.',
  },
  'task.running': {
    what: 'The previous step is still running',
    next: 'Let it finish or cancel it, then try again.',
  },
  'task.unknown': {
    what: 'This page seems to be out of date',
    next: 'Reload the page.',
  },
  'task.failed': {
    what: 'Something unexpected happened and it stopped',
    next: 'Reload the page and try again. If it happens again, report the code below.',
  },
};
