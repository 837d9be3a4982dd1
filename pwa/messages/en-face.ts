import type { jaFace, jaOffline } from './ja-face.ts';

export const enFace: typeof jaFace = {
  title: 'See the face of the card',
  who: 'This page only',
  now: 'Enter the numbers printed on the card to read the photo and the pictures of the printed name and address.',
  reads: 'What is read from the card',
  items: ['Photo', 'Picture of the name', 'Picture of the address', 'Day the card expires'],
  notRead: 'The picture of the Individual Number (12 digits) is not read.',
  result: 'The face of the card',
  photo: 'Photo',
  photoAlt: 'The photo on the card',
  decoding: 'Getting the photo ready…',
  photoFailed: 'The photo could not be shown',
  photoProblem: {
    damaged: 'Its data is not in a readable form. The other pictures have nothing to do with that.',
    'too-large': 'It was not opened, because its size is not what is usual.',
    unsupported: 'Its colours are made in a way that cannot be shown here.',
    'too-slow': 'Opening it took too long, so it was stopped.',
    'no-decoder':
      'The part that opens photos could not be loaded. Check your connection and read the card again.',
  },
  name: 'Name (picture)',
  nameAlt: 'Picture of the name printed on the card. It holds no text; “See my data” reads the name as text.',
  address: 'Address (picture)',
  addressAlt:
    'Picture of the address printed on the card. It holds no text; “See my data” reads the address as text.',
  imageFailed: 'This picture is not in a form that can be shown.',
  expiry: 'Card expires',
  expiryRaw: (raw) => `This is no date, so the card’s own text is shown: ${raw}`,
  unsigned: 'Whether the pictures are genuine was not checked',
  unsignedText:
    'The pictures carry a signature of the card, but the certificates for its key are not public, so it cannot be checked here. Do not take this screen alone as proof of who somebody is.',
  notKept: 'Nothing is stored. It is gone when you leave this screen or another window hides it.',
  dropped: 'It was cleared because the screen was hidden',
  droppedText: 'Read the card again to see it.',
};

export const enOffline: typeof jaOffline = {
  ready: 'Works without a connection.',
  offline: 'There is no connection now. This is the version kept on this device.',
  update: 'There is a new version',
  updateText: 'Switching opens the page again. Files you chose and results you have not saved will be gone.',
  updateGo: 'Switch to the new version',
  updateWait: 'You can switch as soon as the current step has ended.',
  updateElsewhere:
    'Another window is in the middle of something, so it was not switched. Press again when that has ended.',
  updating: 'Switching…',
  changed: 'Another window switched to a new version',
  changedText:
    'Please open this window again too. Files you chose and results you have not saved will be gone.',
  changedGo: 'Open again',
};
