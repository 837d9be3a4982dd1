import type { jaReader } from './ja-reader.ts';

export const enReader: typeof jaReader = {
  connect: {
    lead: 'Reading a My Number Card needs a card reader. Choose how to connect yours.',
    noReader: 'Without a reader',
    practice: 'Try with the practice software card',
    models: 'Which readers work, and what a phone can do',
    checkAgain: 'If it does not work: check the connection',
    connected: (model) => `The ${model} is connected`,
    toCard: 'To the card',
    stays: 'Everything between you and the reader stays on this device too.',
  },

  usb: {
    title: 'A USB card reader',
    here: 'Plug in the reader, then press the button below. The browser opens a list: choose the reader there and press “Connect”.',
    tab: 'Plug in the reader, then press the button below. Choose the reader in the tab that opens; this screen then goes on by itself.',
    looking: 'Looking for connected readers…',
    use: (model) => `Use the ${model}`,
    nth: (model, nth) => `Use the ${model} (no. ${nth})`,
    twins:
      'Two or more readers of the same kind are connected. Which is which cannot be seen. If nothing changes when you place the card, choose the other one, or unplug the one you do not use.',
    forgets:
      'This reader has no serial number, so the browser forgets it when it is unplugged. After plugging it in again, choose it again.',
    choose: 'Choose a reader from the list',
    other: 'Choose another reader',
    choosing: 'Please choose in the browser’s list…',
    choosingTab: 'Please choose in the tab that opened…',
    opening: 'Connecting to the reader…',
    closed: 'Nothing was chosen',
    closedText: 'If the list was empty, please check:',
    closedHints: [
      'Is the reader firmly plugged in?',
      'Is it a reader that works? The list shows only the models that can be used here.',
      'If there is a USB hub in between, try plugging it into the device itself.',
    ],
  },

  trace: {
    title: 'Record of what went to the reader and back',
    lead: 'If your reader does not work, or if one marked as not seen working does, this record lets us mend it, or tell others.',
    inside:
      'It holds the commands to the reader and the numbers they ended with. PINs, certificates, name and address, photo and every serial number are blanked out, their lengths too. You can look at it before you send it.',
    show: 'Show the record',
    steps: (n: number) => (n === 1 ? 'There is 1 step.' : `There are ${n} steps.`),
    content: 'Content of the record',
    save: 'Save the record',
    send: 'Send us the saved file with a word about what went wrong. Nothing is sent by itself.',
  },

  smartCard: {
    title: 'The browser’s own smart cards (Web Smart Card)',
    lead: 'This browser can use the smart card readers of this device by itself.',
    go: 'Look for readers',
    none: 'Plug a reader into the USB socket and look again.',
  },

  relay: {
    title: 'Other card readers (relay program)',
    lead: 'Readers that a page cannot use by itself, which is most smart card readers, work through a small relay program that runs on this computer.',
    howTitle: 'How to prepare',
    howSocket: [
      'Run “npm run relay” on this computer and leave it running.',
      'Press the button below. When Chrome asks about access to other apps on this device, press “Allow”.',
      'The first time, type the six-digit number that the relay program shows.',
    ],
    howNative: [
      'Run “npm run relay -- --install” on this computer once, and restart the browser.',
      'Press the button below. When the browser asks about communicating with cooperating native applications, press “Allow”.',
    ],
    go: 'Connect to the relay program',
    again: 'Look for readers again',
    connecting: 'Connecting to the relay program…',
    connectingAsk: 'Connecting to the relay program… If Chrome asks, press “Allow”.',
    pairing: {
      'not-paired': 'Type the number',
      'wrong-code': 'That is not the number',
      locked: 'Too many wrong numbers: wait a minute',
    },
    pairingText:
      'The relay program shows the address of this page and a six-digit number. Check that the address is the one of this page, and type the number.',
    lockedText: 'After a minute, connecting again brings a new number.',
    code: 'Number of the relay program (six digits)',
    pair: 'Connect with this number',
    refused: 'It was not allowed',
    refusedText:
      'Without permission the extension does not talk to programs on this computer. To use it, connect again and press “Allow”.',
    none: 'No reader was found',
    noneText: 'The relay program answers. Plug a reader into the USB socket and look again.',
    withCard: 'A card is there',
    withoutCard: 'No card is there',
    honest:
      'A PIN passes through the relay program on its way to the card. The program does not keep it, and sends nothing off this computer.',
  },

  tab: {
    title: 'Choose a reader',
    lead: 'The side panel cannot open the browser’s list, so the choice is made here.',
    go: 'Choose a reader',
    waiting: 'The side panel is connecting to the reader…',
    done: 'It goes on in the side panel',
    doneText: 'You can close this tab. Place the card on the reader.',
    alone: 'The side panel is closed',
    aloneText: 'The permission for the reader stays. Press “Kazasu” in the toolbar to go on.',
    close: 'Close this tab',
  },

  models: {
    lead: 'The readers that work from a browser, and why others cannot.',
    works: 'Readers that work',
    straight: 'Plugged into USB, the browser uses them directly (WebUSB).',
    takes: { contactless: 'held over it', contact: 'put into it', both: 'held over it or put into it' },
    proven: 'seen working',
    unproven: 'no record',
    record:
      '“Seen working”: others have written down that this model read a My Number Card from a browser. “No record”: none was found yet, which does not mean that it fails.',
    honest: 'Kazasu has not met a real reader yet',
    honestText:
      'It was checked against published records and against readers made of software that answer byte for byte like real ones. If yours does not work, please report the result of “Check the connection”.',
    cannot: 'Readers a page cannot use by itself',
    why: 'These readers belong to the USB class “smart card” (0B). Chrome keeps that class from pages and from extensions alike. Only readers of a maker’s own class (FF) can be used straight from a page. Nothing is wrong with the reader.',
    through: 'On a computer they work through a small program beside the browser.',
    phone: 'What a phone can do',
    android: 'Android phones',
    androidText: [
      'One of the readers that work can be plugged into the USB socket (with a cable or adapter for OTG).',
      'A card held to the phone itself cannot be read from a browser: a browser’s NFC reads only tags of a form called NDEF. So no NFC scan is started here.',
    ],
    iphone: 'iPhone and iPad',
    iphoneText:
      'No browser there can talk to a card, neither through a reader nor through the phone’s own NFC. Please use a computer or Android.',
  },

  check: {
    lead: 'Checks everything between this page and the card, step by step. No PIN is used, and no try.',
    go: 'Check',
    again: 'Check again',
    running: 'Checking…',
    done: 'The check has ended.',
    result: 'What was found',
    open: 'Not checked, since it went no further:',
    row: {
      browser: 'Browser',
      reader: 'Reader',
      holder: 'Who uses the reader',
      field: 'What lies there',
      answer: 'Answer of the card',
      kind: 'Kind of card',
      tries: 'Tries left of the PINs',
      certificate: 'Certificate for logging in, until',
      expiry: 'Card expires',
    },
    otherSystem: 'another system',
    browser: (system) => `This browser can use card readers (${system}).`,
    noWebUsb: 'This browser cannot use card readers.',
    software: 'It is the software card, no real reader.',
    found: (model, firmware) =>
      firmware === undefined ? `The ${model} was found.` : `The ${model} was found (firmware ${firmware}).`,
    serial: 'It has a serial number, so the browser remembers it.',
    noSerial: 'It has no serial number, so the browser forgets it when it is unplugged.',
    unproven: 'There is no record yet of this model reading a card.',
    allowed: 'A reader with permission is plugged in, but it could not be opened.',
    several: (count) => `${count} readers with permission are plugged in. Choose the one to use.`,
    none: 'No reader with permission was found',
    noneText: 'Plug in the reader, choose it with “Connect a card reader”, and check again.',
    ours: 'This page does.',
    field: {
      empty: 'There is no card',
      one: 'There is one card.',
      several: 'There are two or more cards',
      foreign: 'Something that is no My Number Card lies there',
    },
    place: 'Place one My Number Card only on the middle of the reader, and check again.',
    technology: { A: 'type A', B: 'type B', contact: 'put into the reader' },
    bitRate: (rate) => `${rate} kbit/s`,
    frame: (bytes) => `${bytes} bytes a frame`,
    wait: (ms) => `waiting time ${ms} ms`,
    time: (ms) => `read in ${ms} ms`,
    period: {
      'not-yet': (until) => `not begun yet (until ${until})`,
      ok: (until) => `until ${until}`,
      expiring: (until) => `ends soon (${until})`,
      expired: (until) => `has ended (${until})`,
    },
    copy: 'Copy the result as text',
    copyHint:
      'Only the kinds of device and reader, and the shape of what was exchanged. No name, no number of the reader, no certificate and no dates (the end of a certificate tells a birthday).',
  },

  trouble: {
    'no-webusb': {
      what: 'This browser cannot use card readers',
      why: 'It has nothing to talk to USB devices with (WebUSB).',
    },
    insecure: {
      what: 'Card readers cannot be used at this address',
      why: 'The page was opened without encryption (http), so the browser keeps USB devices from it.',
    },
    iphone: {
      what: 'Browsers on iPhone and iPad cannot read cards',
      why: 'No browser there can talk to a card, neither through a reader nor through the phone’s own NFC.',
    },
    'no-list': {
      what: 'The list of readers did not open',
      why: 'It seems that a browser setting or an administrator’s rule keeps pages from using USB devices.',
    },
    'not-permitted': {
      what: 'There is no permission to use this reader',
      why: 'A reader without serial number was unplugged, or the permission was taken back in the browser’s settings.',
    },
    unplugged: {
      what: 'The reader was disconnected',
      why: 'The cable was pulled, or the power went off.',
    },
    twins: {
      what: 'Two or more readers of the same kind are connected',
      why: 'They have no serial numbers, so it cannot be told which one is meant.',
    },
    'other-window': {
      what: 'Another tab or window of Kazasu is using the reader',
      why: 'Only one window can use a reader at a time. When the other one lets go, this one goes on by itself.',
    },
    'other-program': {
      what: 'Another program is using the reader',
      why: 'Only one program can use a reader at a time. Which one it is, a browser cannot see.',
    },
    'no-access': {
      what: 'The settings of this device keep the browser from opening the reader',
      why: 'The reader was found, but the device refused to open it.',
    },
    unsupported: {
      what: 'This reader cannot be used here',
      why: 'It is a model we do not know, or a kind of device that the browser keeps from pages.',
    },
    'no-answer': {
      what: 'The reader does not answer as it should',
      why: 'It is connected, but does not give the answers it is known to give.',
    },
    'no-host': {
      what: 'The relay program of this computer does not answer',
      why: 'It was not started, or not made known to this browser.',
    },
    'host-version': {
      what: 'The relay program and this page are of different versions',
      why: 'One of them is too old: they do not speak the same language.',
    },
    'loopback-denied': {
      what: 'The browser keeps this page from talking to programs on this computer',
      why: '“Block” was chosen when it asked, or a setting forbids it.',
    },
    'no-service': {
      what: 'The smart card service of this computer is not running',
      why: 'The relay program runs, but cannot ask the computer about readers.',
    },
    unexpected: {
      what: 'Something unexpected happened and it stopped',
      why: 'The reason is not known. Please report the code below.',
    },
  },

  remedy: {
    'other-browser': {
      title: 'Use another browser',
      steps: ['Open this page in Chrome on a computer or on Android, or in Edge on a computer.'],
    },
    'secure-address': {
      title: 'Open it with https',
      steps: ['Change the address to “https://” and open the page again.'],
    },
    'use-computer': {
      title: 'Use another device',
      steps: ['Open this page in Chrome on a computer or on Android.'],
    },
    'allow-usb': {
      title: 'Check the browser’s settings',
      steps: [
        'Press the sign at the left of the address bar and open “Site settings”.',
        'Set “USB devices” to “Ask (default)”.',
        'Come back to this page and choose the reader again.',
      ],
    },
    'ask-administrator': {
      title: 'On a device of your company or school, ask the administrator',
      steps: [
        'If an administrator forbids it by policy, it cannot be changed from here.',
        'Tell the administrator of Chrome’s policy “WebUsbAllowDevicesForUrls”.',
      ],
    },
    'choose-again': {
      title: 'Choose it again',
      steps: ['Leave the reader plugged in, and choose it from the list again.'],
    },
    'plug-in': {
      title: 'Plug it in again',
      steps: [
        'Plug the reader firmly into the USB socket.',
        'If the browser remembers the reader, it goes on by itself. If it does not, choose it again.',
      ],
    },
    'unplug-one': {
      title: 'Leave one only',
      steps: ['Unplug the reader you do not use. Or choose one by its number in the list below.'],
    },
    'close-window': {
      title: 'Close the other window',
      steps: ['Close other tabs and windows of Kazasu. One that cannot be seen lets go after ten seconds.'],
    },
    'close-program': {
      title: 'Quit programs that use the reader',
      steps: [
        'If both the Kazasu extension and this page are open, close one of them.',
        'Quit programs that use the card, such as those for electronic filing, and Sony’s resident programs (NFC Port Software, FeliCa Secure Client).',
        'If it still does not work, unplug the reader and plug it in again.',
      ],
    },
    'linux-files': {
      title: 'Linux: install two files',
      steps: [
        'Save the two files below, and run the commands below them in the folder you saved them in (they need administrator rights).',
        'The first file gives permission to use the reader. The second one keeps Linux itself from taking the reader.',
        'Unplug the reader, plug it in again, and choose it again.',
      ],
    },
    winusb: {
      title: 'Windows: switch the driver to “WinUSB”',
      steps: [
        'For Sony’s readers, the settings of Sony’s “NFC Port Software” can switch it.',
        'If that does not do it, choose “WinUSB” for the reader with “Zadig”, a free tool that exchanges drivers.',
        'Unplug the reader, plug it in again, and choose it again.',
        'While it is switched, Sony’s own programs cannot use this reader.',
      ],
    },
    'android-allow': {
      title: 'Android: answer the question',
      steps: [
        'When Android asks whether to allow access to the USB device, press “OK”. Choosing again brings the question back.',
      ],
    },
    'android-power': {
      title: 'Android: check cable and power',
      steps: [
        'Use a cable or adapter for OTG. If the settings have “OTG connection”, turn it on.',
        'There may be too little power. Try a USB hub with its own power supply.',
      ],
    },
    replug: {
      title: 'Unplug it and plug it in',
      steps: [
        'Unplug the reader, wait a few seconds, and plug it in again.',
        'If there is a USB hub in between, plug it into the device itself.',
      ],
    },
    'see-list': {
      title: 'See which readers work',
      steps: ['There is a list of readers that work, and of reasons why others cannot.'],
    },
    'start-host': {
      title: 'From a page: start the relay program',
      steps: [
        'Run “npm run relay” on this computer and leave it running.',
        'Come back to this page and connect again.',
      ],
    },
    'install-host': {
      title: 'From the extension: make it known once',
      steps: ['Run “npm run relay -- --install” on this computer.', 'Restart the browser and connect again.'],
    },
    'update-host': {
      title: 'Bring both to the same version',
      steps: ['Update the relay program, start it again, and reload this page.'],
    },
    'allow-loopback': {
      title: 'Change the browser’s permission',
      steps: [
        'Press the sign at the left of the address bar and open the settings of this site.',
        'Set “Apps on device” or “Local network access” to “Allow”.',
        'Reload the page and connect again.',
      ],
    },
    'start-service': {
      title: 'Start the smart card service',
      steps: [
        'Linux: install and start the program “pcscd”.',
        'Windows and Mac: restart the computer. On Windows, also check that the service “Smart Card” is not disabled.',
      ],
    },
    report: {
      title: 'Report it',
      steps: [
        'Reload the page and try again. If it happens again, report the result of “Check the connection”.',
      ],
    },
  },
  name: 'Code',
  remedies: 'What to try',
  retry: 'Connect again',
  chooseAgain: 'Choose a reader again',
  retrying: 'Connecting again…',

  linux: {
    permission: 'Permission to use the USB device (a udev rule)',
    blacklist: 'A setting that stops Linux’s own driver',
    commands: 'Commands that put them in place',
    save: (name) => `Save ${name}`,
    copy: 'Copy',
    content: 'See what is in it',
    copyNamed: (name) => `Copy the content of ${name}`,
    copyCommands: 'Copy the commands',
  },
};
