import { expect, test } from 'vitest';
import type { VirtualCardOptions } from '../../../core/virtual/card.ts';
import { played } from './talk.ts';

/** Conversations with the default card, by the fact they show (card.md). `SW` words are the whole answer. */
const CONVERSATIONS: readonly (readonly [
  fact: string,
  conversation: string,
  options?: VirtualCardOptions,
])[] = [
  [
    '2.0, 2.6: applications are found by their identifier, nothing else is',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 02
     < 9000
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 01
     < 9000
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 01 00
     < 9000
     > 00 A4 04 0C 07 A0 00 00 01 51 00 00          # card manager
     < 9000
     > 00 A4 04 0C 0B D3 92 F0 00 26 01 00 00 00 01 00
     < 6A82
     > 00 A4 04 0C 07 A0 00 00 02 31 06 00          # no driving licence
     < 6A82
     > 00 A4 04 0C                                  # no name
     < 6700`,
  ],
  [
    '2.0: a prefix of an identifier selects too',
    `> 00 A4 04 0C 05 D3 92 F0 00 26
     < 9000
     > 00 A4 02 0C 02 00 0B
     < 9000`,
  ],
  [
    '1: there is no way to the master file',
    `> 00 A4 00 00
     < 6A86
     > 00 A4 00 00 02 3F 00
     < 6A82
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 00 00
     < 9000
     > 00 A4 02 0C 02 00 06                         # still the same application
     < 9000
     > 00 A4 02 0C 02 3F 00
     < 6A82`,
  ],
  [
    '3.1: the token names the card',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 06
     < 9000
     > 00 B0 00 00 20
     < 4A504B494150494343544F4B454E3220202020202020202020202020202020209000
     > 00 B0 00 74 08                               # longest and shortest PIN
     < 00000010000000069000
     > 00 B0 00 A0 00                               # 160 bytes and no more
     < 6B00`,
  ],
  [
    '2.6: words of SELECT, READ BINARY and their lengths',
    `> 00 B0 00 00 00                               # nothing selected
     < 6986
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 B0 00 00 00                               # no file selected
     < 6986
     > 00 A4 02 0C 02 00 03                         # no such file
     < 6A82
     > 00 A4 02 0C 01 00
     < 6700
     > 00 A4 03 0C 02 00 06
     < 6A86
     > 00 A4 02 04 02 00 06
     < 6A86
     > 00 A4 02 00 02 00 08                         # file control information wanted: none comes
     < 9000
     > 00 B0 00 00
     < 6700
     > 00 B0 00 00 01 AA
     < 6700
     > 00 B0 00 00 00                               # EF 0008: both certificates are there
     < 8F8F009000
     > 00 B0 00 02 05                               # short data at the end
     < 009000
     > 00 B0 00 03 01
     < 6B00
     > 00 B0 7F FF 01
     < 6B00`,
  ],
  [
    '2.1: what is closed is closed',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 01                         # signing certificate
     < 9000
     > 00 B0 00 00 04
     < 6982
     > 00 B0 81 00 04
     < 6982
     > 00 A4 02 0C 02 00 09
     < 9000
     > 00 B0 00 00 01
     < 6982
     > 00 B0 98 00 01                               # a PIN is not read
     < 6981
     > 00 B0 97 00 01                               # nor a key
     < 6981
     > 00 B0 85 00 01                               # nor what nobody knows
     < 6981`,
  ],
  [
    '1.3: short EF addressing in READ BINARY selects the file',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 B0 88 00 00
     < 8F8F009000
     > 00 B0 88 02 01
     < 009000
     > 00 B0 00 01 01                               # it is the current file now
     < 8F9000
     > 00 B0 80 01 01                               # SFI 0: the current file
     < 8F9000
     > 00 B0 83 00 01
     < 6A82
     > 00 B0 9F 00 01                               # 31 is no SFI
     < 6A82
     > 00 B0 A8 00 01
     < 6A86`,
  ],
  [
    '3.3: tries left, VERIFY, and what a wrong one costs',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 20 00 80
     < 6986
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80
     < 63C3
     > 00 20 00 80 00                               # case 1 in five bytes
     < 63C3
     > 00 20 00 80 04 30 30 30 30
     < 63C2
     > 00 20 00 80 06 31 32 33 34 35 36
     < 63C1
     > 00 20 00 80
     < 63C1
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 00 20 00 80                                  # still 63Cx when verified
     < 63C3
     > 00 20 00 80 11 31 32 33 34 35 36 37 38 31 32 33 34 35 36 37 38 39
     < 6700
     > 00 20 00 98 04 31 32 33 34                   # no short EF in VERIFY
     < 6A86
     > 00 20 01 80 04 31 32 33 34
     < 6A86
     > 00 20 00 00 04 31 32 33 34
     < 6A86
     > 00 A4 02 0C 02 00 06
     < 9000
     > 00 20 00 80 04 31 32 33 34                   # not a PIN
     < 6981`,
  ],
  [
    '2.2: three wrong ones block: 63C0, then 6984 even for the right one',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80 04 30 30 30 30
     < 63C2
     > 00 20 00 80 04 30 30 30 30
     < 63C1
     > 00 20 00 80 04 30 30 30 30
     < 63C0
     > 00 20 00 80 04 31 32 33 34
     < 6984
     > 00 20 00 80
     < 63C0
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 6984`,
  ],
  [
    '2.2: tries of every PIN file, without using one',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 1B
     < 9000
     > 00 20 00 80
     < 63C5
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 02 0C 02 00 11
     < 9000
     > 00 20 00 80
     < 63C3
     > 00 A4 02 0C 02 00 12                         # blocked since it was made
     < 9000
     > 00 20 00 80
     < 63C0
     > 00 20 00 80 04 31 32 33 34
     < 6984
     > 00 A4 02 0C 02 00 14
     < 9000
     > 00 20 00 80
     < 63CA
     > 00 A4 02 0C 02 00 15
     < 9000
     > 00 20 00 80
     < 63CA
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 02
     < 9000
     > 00 A4 02 0C 02 00 12
     < 9000
     > 00 20 00 80
     < 63CA
     > 00 A4 02 0C 02 00 13
     < 9000
     > 00 20 00 80
     < 63CA
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 01
     < 9000
     > 00 A4 02 0C 02 00 1C
     < 9000
     > 00 20 00 80
     < 63C3`,
  ],
  [
    '3.12: selecting an application takes back what was verified',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 02 0C 02 00 11
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 00 B0 81 00 03
     < FF100C9000
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 B0 00 00 03                               # the current file too
     < 6986
     > 00 B0 81 00 03
     < 6982`,
  ],
  [
    '2.2: a wrong VERIFY closes what an earlier right one opened',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 02 0C 02 00 11
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 00 20 00 80 04 30 30 30 30
     < 63C2
     > 00 B0 81 00 03
     < 6982`,
  ],
  [
    '2.3: 照合番号A opens the number and not the attributes',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 02 0C 02 00 14
     < 9000
     > 00 20 00 80 0C 31 32 33 34 35 36 37 38 39 30 31 31
     < 9000
     > 00 B0 81 00 00                               # 17 bytes
     < FF100C313233343536373839303131FFFF9000
     > 00 B0 82 00 01
     < 6982
     > 00 B0 83 00 02
     < FF309000`,
  ],
  [
    '3.8: 照合番号B opens the attributes and not the number',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 A4 02 0C 02 00 15
     < 9000
     > 00 20 00 80 0E 36 30 30 34 31 32 32 30 33 34 34 38 32 31
     < 9000
     > 00 B0 82 00 02
     < FF209000
     > 00 B0 81 00 01
     < 6982
     > 00 B0 83 00 02
     < FF309000`,
  ],
  [
    '2.3: what the text-input application gives freely',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 B0 84 00 05
     < 7F218202339000
     > 00 B0 85 00 0C
     < FF4082009FDF410401000E019000
     > 00 B0 86 00 01
     < 6982
     > 00 B0 87 00 01
     < 6982`,
  ],
  [
    '2.4: birth date, A and B open different amounts of the surface application',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 02
     < 9000
     > 00 A4 02 0C 02 00 11                         # birth date, 昭和60
     < 9000
     > 00 20 00 80 06 36 30 30 34 31 32
     < 9000
     > 00 B0 81 00 10
     < FF1082021EDF110831393835303431329000
     > 00 B0 82 00 01
     < 6982
     > 00 A4 02 0C 02 00 12                         # B
     < 9000
     > 00 20 00 80 0E 36 30 30 34 31 32 32 30 33 34 34 38 32 31
     < 9000
     > 00 B0 82 00 02
     < FF209000
     > 00 B0 85 00 01                               # the number's image is for A only
     < 6982
     > 00 A4 02 0C 02 00 13
     < 9000
     > 00 20 00 80 0C 31 32 33 34 35 36 37 38 39 30 31 31
     < 9000
     > 00 B0 85 00 02
     < FF409000
     > 00 B0 86 00 00
     < FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF9000
     > 00 B0 83 00 0F
     < FF3082013BDF310406000E01DF32109000`,
  ],
  [
    '2.5: the card record, freely',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 01 00
     < 9000
     > 00 B2 01 0C 00
     < 011C393030303030313331303134383231313331303132303334303431329000
     > 00 B2 01 04 00                               # EF 0001 is selected now
     < 011C393030303030313331303134383231313331303132303334303431329000
     > 00 B2 01 05 00
     < 011C393030303030313331303134383231313331303132303334303431329000
     > 00 B2 02 0C 00
     < 6A83
     > 00 B2 00 0C 00
     < 6A83
     > 00 B2 01 0C
     < 6700
     > 00 B2 01 0C 05                               # a record is not cut
     < 6700
     > 00 B2 01 0E 00
     < 6A86
     > 00 B2 01 3C 00
     < 6A82
     > 00 B2 01 E4 00                               # a PIN file has no records
     < 6981
     > 00 B0 81 00 00                               # a record file is not read as bytes
     < 6981`,
  ],
  [
    '2.5: record commands need a file',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 01 00
     < 9000
     > 00 B2 01 04 00
     < 6986`,
  ],
  [
    '2.5: the card manager gives data objects, nobody else does',
    `> 00 CA 00 F0 00
     < 31333130319000
     > 00 CA 00 F2 00
     < 32303334303431329000
     > 00 CA 5F 51 00
     < E000FF8131FE45149000
     > 00 CA 7F 21 00                               # 568 bytes do not fit
     < 6700
     > 00 CA 12 34 00
     < 6A88
     > 00 CA 00 F0
     < 6700
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 CA 00 F0 00
     < 6A88
     > 00 A4 04 0C 07 A0 00 00 01 51 00 00
     < 9000
     > 00 CA 00 F0 00
     < 31333130319000`,
  ],
  [
    '1: GET CHALLENGE',
    `> 00 84 00 00 08
     < 08080808080808089000
     > 00 84 00 00
     < 6700
     > 00 84 01 00 08
     < 6A86
     > 00 84 00 00 01 00 08
     < 6700`,
    { random: (length) => new Uint8Array(length).fill(length) },
  ],
  [
    '2.1, 2.3: words of the signature command',
    `> 80 2A 00 80 01 AA 00                         # nothing selected
     < 6986
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 17
     < 9000
     > 80 2A 00 80 01 AA 00
     < 6982
     > 80 2A 00 97 01 AA 00
     < 6982
     > 80 2A 00 9A 01 AA 00
     < 6982
     > 80 2A 06 80 01 AA 00                         # no such scheme
     < 6A86
     > 80 2A 00 00 01 AA 00                         # no key of its own
     < 6A86
     > 80 2A 00 83 01 AA 00
     < 6A82
     > 80 2A 00 98 01 AA 00                         # a PIN is no key
     < 6981
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 80 2A 00 9A 01 AA 00                         # the other key stays closed
     < 6982
     > 80 2A 00 97 01 AA                            # no Le
     < 6700
     > 80 2A 00 97 01 AA FF                         # Le too small
     < 6700
     > 80 2A 00 97 00                               # no data
     < 6700
     > 80 2A 02 97 02 AA BB 00                      # not a hash
     < 6985
     > 80 2A 04 97 02 AA BB 00
     < 6985
     > 00 2A 00 97 01 AA 00                         # wrong class
     < 6D00`,
  ],
  [
    '2.5: INTERNAL AUTHENTICATE belongs to one key',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 88 00 97 01 AA 00                         # behind a PIN
     < 6982
     > 00 88 00 98 01 AA 00
     < 6981
     > 00 88 00 83 01 AA 00
     < 6A82
     > 00 88 00 80 01 AA 00
     < 6986
     > 00 88 01 99 01 AA 00
     < 6A86
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 08
     < 9000
     > 00 88 00 93 01 AA 00                         # signs by 2A instead
     < 6985
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 01 00
     < 9000
     > 00 88 00 99 01 AA
     < 6700
     > 80 2A 00 99 01 AA 00                         # and this one not by 2A
     < 6981`,
  ],
  [
    '3.10: a new PIN after the old one',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 24 01 80 04 39 38 37 36
     < 6986
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 24 01 80 04 39 38 37 36
     < 6982
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 00 24 00 80 04 39 38 37 36
     < 6A86
     > 00 24 01 98 04 39 38 37 36
     < 6A86
     > 00 24 01 80
     < 6700
     > 80 32 00 80 04 39 38 37 36                   # the other applications' command
     < 6D00
     > 00 24 01 80 04 39 38 37 36
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 63C2
     > 00 20 00 80 04 39 38 37 36
     < 9000
     > 00 A4 02 0C 02 00 06
     < 9000
     > 00 24 01 80 04 39 38 37 36
     < 6981`,
  ],
  [
    '2.5: common and juki application change a PIN their own way',
    `> 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 01
     < 9000
     > 00 A4 02 0C 02 00 1C
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 9000
     > 00 24 01 80 04 39 38 37 36
     < 6D00
     > 80 32 01 80 04 39 38 37 36
     < 6A86
     > 80 32 00 80 04 39 38 37 36
     < 9000
     > 00 20 00 80 04 39 38 37 36
     < 9000`,
  ],
  [
    '1, 2.6: classes, channels, secure messaging, unknown instructions',
    `> FF A4 04 0C
     < 6E00
     > A0 A4 00 00 02 3F 00
     < 6E00
     > 90 5A 00 00
     < 6E00
     > 01 A4 04 0C                                  # channel 1
     < 6881
     > 82 2A 00 80
     < 6881
     > 08 A4 04 0C
     < 6882
     > 0C B0 00 00 01
     < 69FC
     > 10 A4 04 0C                                  # chaining
     < 6884
     > 00 00 00 00
     < 6D00
     > 80 00 00 00
     < 6D00
     > 00 C0 00 00 00                               # GET RESPONSE
     < 6D00`,
  ],
  [
    '2.1, 2.3: administrative commands refuse in their own ways',
    `> 80 FC 00 00
     < 6700
     > 80 A2 00 C1
     < 6A86
     > 80 8A 22 00
     < 6982
     > 80 8A 00 00
     < 6A86
     > 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 80 AE 00 00
     < 6982
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 01 00
     < 9000
     > 80 AE 00 00
     < 66F1
     > 00 A4 04 0C 0A D3 92 10 00 31 00 01 01 04 02
     < 9000
     > 80 AE 00 00
     < 66F1`,
  ],
  [
    'a child: no signing certificate, the password blocked, the key unusable',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 B0 88 00 00
     < 008F009000
     > 00 A4 02 0C 02 00 01
     < 6A82
     > 00 B0 81 00 00
     < 6A82
     > 00 A4 02 0C 02 00 1B
     < 9000
     > 00 20 00 80
     < 63C0
     > 00 20 00 80 06 41 42 43 31 32 33
     < 6984
     > 80 2A 00 9A 01 AA 00
     < 6982`,
    { persona: 'child' },
  ],
  [
    'blocked: every PIN is',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80 04 31 32 33 34
     < 6984
     > 00 A4 02 0C 02 00 1B
     < 9000
     > 00 20 00 80 06 41 42 43 31 32 33
     < 6984`,
    { persona: 'blocked' },
  ],
  [
    'last-try: one wrong one and it is over',
    `> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01
     < 9000
     > 00 A4 02 0C 02 00 18
     < 9000
     > 00 20 00 80
     < 63C1
     > 00 20 00 80 04 30 30 30 30
     < 63C0`,
    { persona: 'last-try' },
  ],
];

test.each(CONVERSATIONS.map(([fact, conversation, options]) => ({ fact, conversation, options })))(
  'card.md $fact',
  async ({ conversation, options }) => {
    const [heard, expected] = await played(conversation, options);
    expect(heard).toBe(expected);
  },
);
