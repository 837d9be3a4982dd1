declare module 'punycode/punycode.es6.js' {
  /** each `xn--` label of a host name in the letters it stands for; what is no Punycode stays */
  export function toUnicode(host: string): string;
}
