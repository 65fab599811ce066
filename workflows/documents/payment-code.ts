import { cleanFor1251, encode1251 } from './windows-1251.ts';
import type { QrFormat } from './vocabulary.ts';

/** What the National Bank's code tells a bank's app (resolution 97 of 2025: formats 002 and 003). */
export interface Payment {
  format: QrFormat;
  recipient: string;
  iban: string;
  code: string;
  /** In kopecks. */
  amount: number;
  /** The document's number. */
  reference: string;
  purpose: string;
}

const PLACE = { '003': 'https://qr.bank.gov.ua/', '002': 'https://bank.gov.ua/qr/' } as const;
const LIMITS = { '003': { name: 140, purpose: 420 }, '002': { name: 70, purpose: 140 } } as const;
/** Bytes of the encoded fields: what fits into the largest code that is allowed. */
const MOST = { '003': 475, '002': 470 } as const;
/** As much as a bank's app takes in one payment. */
export const PAYMENT_MAX = 99_999_999_999;

/**
 * The address in the code, with the purpose as it stands there: letters that have no place in it are left out of it,
 * and it is cut where it does not fit. Null: the recipient cannot be written, or nothing is to be paid to an account.
 */
export function paymentCode(payment: Payment): { url: string; purpose: string } | null {
  const { format, iban, code, amount } = payment;
  const recipient = cleanFor1251(payment.recipient);
  if (iban === '' || code === '' || amount <= 0 || amount > PAYMENT_MAX) return null;
  if (recipient.lost || recipient.text === '' || recipient.text.length > LIMITS[format].name) return null;
  let purpose = cleanFor1251(payment.purpose).text.slice(0, LIMITS[format].purpose);
  for (; purpose !== ''; purpose = purpose.slice(0, -1).trimEnd()) {
    const encoded = encodeFields(fieldsOf({ ...payment, recipient: recipient.text, purpose }));
    if (encoded.length <= MOST[format]) return { url: PLACE[format] + encoded, purpose };
  }
  return null;
}

function fieldsOf({ format, recipient, iban, amount, code, reference, purpose }: Payment): string[] {
  const sum = `UAH${amount % 100 === 0 ? amount / 100 : (amount / 100).toFixed(2)}`;
  const head = ['BCD', format, '2', 'UCT', '', recipient, iban, sum, code];
  if (format === '002') return [...head, '', '', purpose, ''];
  // A reference has no letters but Latin ones: another number names nothing.
  const known = /^[\x20-\x7E]{1,35}$/.test(reference) ? reference : '';
  return [...head, 'OTHR/OTHR', known, purpose, '', 'FFFF', '', '', ''];
}

/** Fields a line each, in Windows-1251, as base64url. */
export function encodeFields(fields: readonly string[]): string {
  const bytes = fields.flatMap((field, at) => (at === 0 ? encode1251(field) : [10, ...encode1251(field)]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
