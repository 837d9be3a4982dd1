/**
 * true: twelve digits, however grouped and in whatever width, whose last is the check digit of an Individual Number
 * (平成26年総務省令第85号 5条: 11 minus the weighted sum modulo 11; 0 when the remainder is 0 or 1). One in eleven other
 * twelve-digit numbers looks like one too. Such a value is never taken, stored or filled (services.md 1.5, R1).
 */
export function looksLikeMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s\p{Pd}−ー・.,_/]/gu, '');
  if (!/^[0-9]{12}$/.test(digits)) return false;
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(digits.charAt(11 - n)) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(digits.charAt(11)) === (rest <= 1 ? 0 : 11 - rest);
}
