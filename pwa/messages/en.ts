import { enErrors } from './en-errors.ts';
import { enFace, enOffline } from './en-face.ts';
import { enCheck, enFiles, enSign } from './en-files.ts';
import type { Messages } from './ja.ts';

/** Everything `ja.ts` says, in English: complete, not a summary. */
export const en: Messages = {
  shell: {
    name: 'Kazasu',
    skip: 'Skip to the content',
    rooms: 'Menu',
    card: 'Card',
    procedures: 'Services',
    otherLanguage: '日本語',
    nothingSent: 'What is read is shown on this screen only. Nothing is sent anywhere.',
    notOfficial: 'Not made by the government or a municipality.',
    version: (version) => `Version ${version}`,
    simulated: 'Simulated',
    simulatedBanner: 'An invented person’s software card. No real card, no government system.',
    framed: {
      title: 'This cannot be opened here',
      text: 'It stopped because it is embedded in another page. This keeps others from watching you enter a PIN.',
      open: 'Open in a new tab',
    },
    broken: {
      title: 'It could not get ready',
      text: 'A part of this page could not be loaded. No PIN try was used. Check your connection and open the page again.',
      reload: 'Open again',
    },
  },

  start: {
    title: 'Your My Number Card, in the browser alone.',
    what: 'With Kazasu you see what is on your My Number Card, and prove with it that you are you.',
    points: [
      'Everything between you and the card stays on this device.',
      'A PIN is wiped as soon as the card has it. It is never stored.',
      'What is shown, and to whom, is always said first.',
    ],
    tryTitle: 'Try it without card or reader',
    tryText:
      'The software card is a practice card that answers like a real one. Everybody in it is invented.',
    persona: 'Whose card would you like to try?',
    go: 'Try with the software card',
    opening: 'Getting ready…',
    loading: 'Preparing the practice cards…',
    withoutCard: 'Without a card you can check a signature that somebody gave you.',
    readerTitle: 'Use it with a card reader',
    readerText: 'Connect a card reader to this device to read your My Number Card.',
    readerGo: 'Connect a card reader',
    readerHelp: 'Which readers work',
    change: 'Back to the start page',
  },

  reader: {
    title: 'Connect a card reader',
    check: 'Check the connection',
    models: 'Which readers work',
  },

  drawn: {
    waiting: 'Place the card on the reader',
    felt: 'The card is there',
    reading: 'Talking to the card',
    done: 'Done',
    refused: 'Stopped',
    away: 'The card was taken away',
    several: 'There are two or more cards. Leave only one',
    foreign: 'This does not seem to be a My Number Card',
    lost: 'The reader was disconnected',
    unusable: 'The reader cannot be used just now',
  },

  task: {
    step: {
      identify: 'Checking the card',
      'read-certificate': 'Reading the certificate',
      'read-tries': 'Asking for the tries left',
      'verify-pin': 'The card is checking the PIN',
      'read-attributes': 'Reading name and address',
      'read-card': 'Reading the card’s own record',
      'read-face': 'Reading the card face',
      hash: 'Going through the file',
      sign: 'The card is signing',
      check: 'Checking the signature',
      clear: 'Tidying up',
    },
    connecting: 'Connecting to the card',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    keepStill: 'Please leave the card where it is.',
    again: 'Try again',
    back: 'Back',
    who: 'Who asks',
    leaves: 'What leaves',
    now: 'What now',
    nothing: 'Nothing. It is shown on this screen only.',
    clear: 'Clear the screen',
  },

  failure: {
    try: {
      'not-used': 'No PIN try was used.',
      used: 'One PIN try was used.',
      unknown: 'It is not yet known whether a PIN try was used.',
    },
    settle: {
      waiting: 'Put the card back. The tries left are then read to find out whether one was used.',
      reading: 'Reading the tries left to find out whether one was used…',
      'not-used': (left) => `Checked: no PIN try was used (${left}).`,
      used: (left) => `Checked: one PIN try was used (${left}).`,
      unknown: (left) =>
        `The tries left were read, but the count before is not known, so nobody can say whether one was used (${left}).`,
      'other-card':
        'This is another card than before. Put the first one back to find out whether a try was used.',
      failed: 'The tries left could not be read.',
      retry: 'Check the tries',
    },
    code: 'Code',
    copy: 'Copy for support',
    copied: 'Copied',
    copyFailed: 'Could not be copied',
    copyHint: 'Only the code and the shape of the exchange: no name, no PIN, no content.',
    errors: enErrors,
  },

  refusal: {
    wrong: (what) => `Wrong: ${what}`,
    wrongCost: (left) => `${left}. Take your time and enter it again.`,
    wrongUncounted: 'This card does not say how many tries are left.',
    blockedNow: (what) => `That was the last try. Now blocked: ${what}`,
    blocked: (what) => `Blocked: ${what}`,
    blockedCost: 'It cannot be used any more, however often it is entered. The card itself is not broken.',
    last: 'Only one try is left',
    lastText: (what) =>
      `One more mistake blocks this: ${what}. To have it unblocked you need to go to your municipal office or use one of the other ways.`,
    lastAsk: 'Are you sure of the number? If you cannot remember it, stopping here costs nothing.',
    lastGo: 'Use the last try',
    lastStop: 'Do not try',
    otherCard: 'This is another card than before',
    otherCardText:
      'The card on the reader is not the one on the screen, so it stopped. The PIN was not sent to the card.',
    readThis: 'Read this card',
    notOnCard: 'Not on this card',
    notOnCardText: 'This card does not hold what is needed here. The PIN was not sent to the card.',
    noCertificate: 'There is no certificate for logging in',
    noCertificateText:
      'The certificate for logging in (authentication certificate) is not on this card, or cannot be read. The PIN was not sent to the card.',
    noSigning: 'There is no certificate for signing',
    noSigningText:
      'The password was right, but the certificate for signing (signing certificate) could not be read. Nothing was signed.',
  },

  pin: {
    name: {
      authentication: 'PIN for logging in',
      signing: 'Password for signing',
      textInput: 'PIN for reading name and address',
      referenceNumberB: 'Numbers on the card (reference number B)',
      faceReferenceNumberB: 'Numbers on the card for its face (reference number B)',
      resident: 'PIN for resident register services',
    },
    formal: {
      authentication: 'PIN of the authentication certificate (4 digits)',
      signing: 'Password of the signing certificate (6 to 16 characters)',
      textInput: 'PIN of the text-input application (4 digits)',
      referenceNumberB: 'Birth date, expiry year and security code (14 digits)',
      faceReferenceNumberB: 'Birth date, expiry year and security code (14 digits)',
      resident: 'PIN of the resident register application (4 digits)',
    },
    left: (left) => (left === 1 ? '1 try left' : `${left} tries left`),
    leftOf: (left, all) => `${left} of ${all} tries left`,
    blocked: 'blocked',
    uncounted: 'no limit',
    missing: 'not on the card',
    verified: 'entered before',
    typedDigits: (typed, all) => `${typed} of ${all} digits entered`,
    typedCharacters: (typed) => (typed === 1 ? '1 character entered' : `${typed} characters entered`),
    emptied: 'The entry was cleared',
    emptiedByBlur: 'The entry was cleared because you left the window',
    keypad: 'Number keys',
    letters: 'Letter keys',
    erase: 'Delete one',
    clear: 'Clear all',
    peek: 'Show while pressed',
    hintDigits: 'You can use the keyboard as well.',
    hintPassword: '6 to 16 characters. Letters become capitals. You may paste.',
    personaPin: (pin) => `The PIN of this software card is ${pin}`,
    personaPassword: (password) => `The password of this software card is ${password}`,
    refusedDigit: 'Digits only, please.',
    refusedCharacter:
      'Letters A to Z and digits only, please. Turn off the Japanese input method if it is on.',
    tooLong: (all) => `No more than ${all} characters fit.`,
    short: (missing) =>
      missing === 1
        ? 'One more digit, please. Nothing was sent to the card yet.'
        : `${missing} more digits, please. Nothing was sent to the card yet.`,
    shortPassword: (min) => `The password has at least ${min} characters. Nothing was sent to the card yet.`,
    pasteRefused: 'A PIN cannot be pasted. Use the keys here or your keyboard.',
  },

  card: {
    title: 'What is on the card',
    lead: 'Only what can be read without a PIN.',
    again: 'Read again',
    next: 'Go to services',
    kindTitle: 'Card',
    kind: {
      'my-number-card': 'My Number Card',
      'resident-card': 'Basic Resident Register Card (an older card)',
      android: 'Electronic certificates on a phone (Android)',
      iphone: 'Electronic certificates on a phone (iPhone)',
      unknown: 'A card of unknown kind',
    },
    label: 'Kind',
    tokenLabel: (label) => `It calls itself “${label}”`,
    expiry: 'Card expires',
    expiryUnknown: 'The card did not say',
    daysLeft: (days) =>
      days === 0 ? 'today is the last day' : days === 1 ? '1 day left' : `${days} days left`,
    daysAgo: (days) => (days === 1 ? 'expired yesterday' : `expired ${days} days ago`),
    notYet: 'not started yet',
    certificates: 'Certificates',
    authentication: 'Certificate for logging in',
    authenticationFormal: 'Authentication certificate',
    signing: 'Certificate for signing (like a registered seal)',
    signingFormal: 'Signing certificate',
    present: 'On the card',
    absent: 'Not found',
    unclear: 'Not clear',
    from: 'From',
    until: 'Until',
    signingHidden: 'Its dates are shown only after its password was given for something.',
    rawAvailability: (raw) => `The card’s value is ${raw}. Its meaning is not public.`,
    rawAvailabilityNone: 'The card did not say which certificates it holds.',
    tries: 'PIN tries left',
    triesLead: 'Asked without using a try. A right entry brings them back to the full number.',
    advice: {
      authenticationExpired: {
        title: 'The certificate for logging in has expired',
        text: 'Take the card to your municipal office to have it replaced by a new one.',
      },
      authenticationSoon: (days) => ({
        title:
          days === 0
            ? 'The certificate for logging in expires today'
            : `The certificate for logging in expires in ${days === 1 ? '1 day' : `${days} days`}`,
        text: 'From three months before that day your municipal office replaces it by a new one. Bring the card.',
      }),
      authenticationNotYet: {
        title: 'The certificate for logging in has not started yet',
        text: 'Check whether date and time of this device are right.',
      },
      authenticationMissing: {
        title: 'The certificate for logging in was not found',
        text: 'It was not issued, or it cannot be read without a PIN. Your municipal office can tell.',
      },
      signingMissing: {
        title: 'The certificate for signing does not seem to be on the card',
        text: 'Cards of children under 15 usually do not hold it. Choose a service that takes the certificate for logging in, or go there in person.',
      },
      cardExpired: {
        title: 'The card has expired',
        text: 'You need a new card. Please go to your municipal office.',
      },
      cardSoon: (days) => ({
        title:
          days === 0
            ? 'The card expires today'
            : `The card expires in ${days === 1 ? '1 day' : `${days} days`}`,
        text: 'From three months before that day you can apply for a new card. Ask your municipal office.',
      }),
      blocked: (what) => `Blocked: ${what.join(', ')}`,
      notMyNumber: {
        title: 'This is not a My Number Card',
        text: 'What can be read is shown. It may not work for the services here.',
      },
    },
    where: {
      jpki: 'Take the card to your municipal office to set a new one. A phone app together with a convenience store works too.',
      counter:
        'Take the card to your municipal office to set a new one. It cannot be done with an app or in a convenience store.',
      reference: 'Ask your municipal office how to have it unblocked.',
    },
    phone: 'If in doubt, call the My Number toll-free line: 0120-95-0178.',
  },

  procedures: {
    title: 'Services',
    lead: 'What would you like to do?',
    data: {
      title: 'See my data',
      text: 'Reads name, address, date of birth and sex from the card.',
      needs: 'A PIN (4 digits), or the numbers printed on the card',
    },
    prove: {
      title: 'Prove it is me',
      text: 'Signs with the certificate for logging in and checks the signature.',
      needs: 'The PIN for logging in (4 digits)',
    },
    face: {
      title: 'See the face of the card',
      text: 'Shows the photo on the card and the pictures of the printed name and address.',
      needs: 'The numbers printed on the card (reference number B)',
    },
    sign: {
      title: 'Sign files',
      text: 'Signs files with the certificate for signing (like a registered seal).',
      needs: 'The password for signing (6 to 16 characters)',
    },
    check: {
      title: 'Check a signature',
      text: 'Looks step by step whether a signature you got fits its file, and whose certificate it is.',
      needs: 'A file and its signature. No card is needed',
    },
    needs: 'You need',
  },

  data: {
    title: 'See my data',
    who: 'This page only',
    now: {
      textInput: 'Enter the PIN to read name, address, date of birth and sex from the card.',
      referenceNumberB:
        'Enter the numbers printed on the card to read name, address, date of birth and sex from it.',
    },
    byPin: 'PIN',
    byNumber: 'Numbers printed on the card',
    way: 'Open with',
    go: 'Read with the PIN',
    goNumber: 'Read with the numbers',
    reads: 'What is read from the card',
    notRead: 'The Individual Number (12 digits) is not read.',
    result: 'What the card says',
    shownOnly: 'It is shown here only. Nothing was sent anywhere.',
    name: 'Name',
    address: 'Address',
    birthDate: 'Date of birth',
    birthRaw: (raw) => `This is no date, so the card’s own text is shown: ${raw}`,
    sex: 'Sex',
    male: 'Male',
    female: 'Female',
    otherSex: (code) => `Other or unknown (the card says “${code}”)`,
    copy: (what) => `Copy: ${what}`,
    copyShort: 'Copy',
    unknown: 'What else was on the card',
    unknownText: 'Its meaning is not public, so it is shown as it is. It may be the reading of the name.',
    unknownTag: (tag) => `Object ${tag}`,
    offsets:
      'The card’s table of contents does not fit the places of its contents. Shown is what really was there.',
  },

  reference: {
    lead: 'Enter the three things printed on the front of the card. No PIN is used.',
    birth: 'Date of birth',
    calendar: 'Enter the date in',
    seireki: 'Western calendar',
    wareki: 'Japanese era',
    era: 'Era',
    year: 'Year',
    month: 'Month',
    day: 'Day',
    expiry: 'Year the card expires (4 digits)',
    expiryHint: '2035 in “2035年…まで”',
    code: 'Security code',
    codeHint: 'four digits',
    reading: 'Year to compare',
    readingEra: 'Year of the Japanese era (the usual one)',
    readingGregorian:
      'Last two digits of the Western year (for foreign residents, when the era year does not fit)',
    readingHint:
      'Which one the cards of foreign residents compare is not public. They are never both tried automatically, because that would use up tries.',
    persona: (birth, expiry, code) =>
      `Printed on this software card: date of birth ${birth}, expiry year ${expiry}, security code ${code}`,
    problem: {
      year: 'Enter the year in digits.',
      month: 'The month is 1 to 12.',
      day: 'That month has no such day.',
      era: 'This era has no such date. Choose the Western calendar or another era.',
      future: 'This date lies after today.',
      expiry: 'Enter a year of four digits from 2016 to 2099.',
      code: 'The security code has four digits.',
    },
  },

  prove: {
    title: 'Prove it is me',
    who: (origin) => `This page itself (${origin})`,
    leaves: 'Nothing. The signature is made on this screen and checked on this screen.',
    now: 'Enter the PIN for logging in, and the card signs a statement of the form below.',
    go: 'Prove it with the PIN',
    preview: 'Form of the statement',
    previewHint:
      '“nonce” is random text used only once, “time” is the time of this device. Both are filled in when you press the button.',
    filledLater: '(filled in later)',
    headline: 'The signature is right (revocation not checked)',
    headlineBut: 'The signature is right (revocation not checked), but see the warnings below',
    headlineText:
      'The card’s key for logging in signed the statement below; that was checked. Whether the certificate has been revoked cannot be looked up from here.',
    checks: 'What was checked',
    signed: 'What was signed',
    asHex: 'As hexadecimal',
    statementBytes: (count) => `The statement (${count} bytes)`,
    signatureBytes: (count) => `The signature (${count} bytes)`,
    mark: {
      good: 'Checked',
      simulated: 'Simulated',
      open: 'Not checked',
      attention: 'Attention',
      bad: 'Problem',
    },
    row: {
      cryptographic: {
        name: 'Signature',
        ok: 'It was made with the certificate’s key, and not one character of the statement was changed.',
        failed: 'It does not fit the statement or the certificate’s key.',
      },
      chain: {
        name: 'Chain of certificates',
        anchored: (anchor) => `The certificate was signed by a certification authority of J-LIS (${anchor}).`,
        test: (anchor) =>
          `The certificate was signed by the software card’s test authority (${anchor}). It is not a real one.`,
        'leaf-is-authority': 'This is not a person’s certificate but that of an authority.',
        'self-signed': 'The certificate signed itself.',
        'critical-extension': 'It holds a critical part nobody here can read, so nothing is said of it.',
        'unknown-issuer': 'The certificate comes from an unknown authority.',
        'unfit-anchor': 'The authority’s certificate is not one that may sign certificates.',
        broken: 'The authority has the right name, but its key did not sign this.',
      },
      period: {
        name: 'Period',
        ok: 'By the clock of this device, the certificate is within its dates.',
        'not-yet-valid': 'The certificate’s dates have not begun yet.',
        expired: 'The certificate has expired.',
        'issuer-not-yet-valid': 'The dates of the authority’s certificate have not begun yet.',
        'issuer-expired': 'The authority’s certificate has expired.',
      },
      purpose: {
        name: 'Purpose',
        ok: 'It is a certificate for logging in (authentication).',
        'other-purpose': 'It is the certificate for the other purpose (signing).',
        policy: 'Its policy is not one known for logging in.',
        'key-usage': 'The use its key is meant for does not fit logging in.',
        authority: 'It was issued by the authority for another purpose.',
      },
      revocation: {
        name: 'Revocation',
        'not-checked':
          'Not checked. Only registered operators can look up whether a certificate has been revoked.',
        good: 'The answer was that it has not been revoked.',
        revoked: 'The certificate has been revoked.',
        unknown: 'The answer was that it is not known whether it has been revoked.',
      },
      time: {
        name: 'Time',
        device: 'The time is that of this device. Nobody else vouches for it.',
        trusted: 'The time comes from a time-stamping authority.',
      },
    },
  },

  files: enFiles,
  sign: enSign,
  check: enCheck,
  face: enFace,
  offline: enOffline,

  software: {
    title: 'Software card controls',
    lead: 'Try by hand what can go wrong.',
    take: 'Take the card away',
    put: 'Put the card back',
    swap: 'Put somebody else’s card there',
    speed: 'Speed of the card',
    delays: { fast: 'Answers at once', slow: 'Slow (0.3 s each)', verySlow: 'Very slow (1.5 s each)' },
    resets: 'Another card or speed starts the card afresh (tries too).',
  },
};
