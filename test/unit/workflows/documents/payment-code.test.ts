import { expect, test } from 'vitest';
import { encodeFields, type Payment, paymentCode } from '#workflows/documents/payment-code.ts';

// §1.4 of the reference: the National Bank's own example, and a shop's.
const GOLDEN_002 =
  'QkNECjAwMgoyClVDVAoK0s7CIJPR8u7s4PLu6-7js_-UClVBNzgzMjI2NjkwMDAwMDI2MDA1MDEyMTA3MzU4ClVBSDEwMzQuMjgKNDA3MjM4MjQK' +
  'CgrR8u7s4PLu6-7js_ftsyDv7vHr8-PoCg';
const GOLDEN_003 =
  'QkNECjAwMwoyCklDVAoK0s7CIKvUyiCExcLOk7sKVUE2NzMwMDUyODAwMDAwMjY1MDA1MDQzNTQwNzcKVUFIMTUwCjM3MTkzMDcxCk9USFIvR0RE' +
  'UwoxMjI1MTAyNTc2Cj9NZXJjaGFudEJ1c2luZXNzTmFtZT0iUk9aRVRLQS5VQSIsIM_u6vPv6uAg8u7i4PCz4iwg5-Ds7uLr5e3t_yC5ODIxNTU4' +
  'OTY1Lgo_PEluc3RyRm9yQ2R0ckFndD48SW5zdHJJbmY-TWVyY2hJRDowMTIzNC1UZXJtSWQ6NDMyMTA8L0luc3RySW5mPjwvSW5zdHJGb3JDZHRy' +
  'QWd0PgpGRkZGCjI1MDMyMTEyMDAwMAoyNTAxMjkxMjAwMDAK';

const payment = (more: Partial<Payment> = {}): Payment => ({
  format: '002',
  recipient: 'ТОВ “Стоматологія”',
  iban: 'UA783226690000026005012107358',
  code: '40723824',
  amount: 1034_28,
  reference: '',
  purpose: 'Стоматологічні послуги',
  ...more,
});

test('F46: a code of format 002 is the one of the National Bank byte for byte', () => {
  expect(paymentCode(payment())?.url).toBe(`https://bank.gov.ua/qr/${GOLDEN_002}`);
});

test('F46: fields of format 003 are encoded as those of a shop byte for byte', () => {
  const shop = '?MerchantBusinessName="ROZETKA.UA", Покупка товарів, замовлення №821558965.';
  const display = '?<InstrForCdtrAgt><InstrInf>MerchID:01234-TermId:43210</InstrInf></InstrForCdtrAgt>';
  const whom = ['ТОВ «ФК „ЕВО“»', 'UA673005280000026500504354077', 'UAH150', '37193071'];
  const fields = ['BCD', '003', '2', 'ICT', ''].concat(whom, ['OTHR/GDDS', '1225102576'], [shop, display]);
  fields.push('FFFF', '250321120000', '250129120000', '');
  expect(encodeFields(fields)).toBe(GOLDEN_003);
});

const decoded = (url: string | undefined) =>
  new TextDecoder('windows-1251').decode(Buffer.from(url?.split('/').at(-1) ?? '', 'base64url')).split('\n');

test('F46: format 003 has seventeen fields, whole hryvnias without kopecks, and the number as its reference', () => {
  const made = paymentCode(payment({ format: '003', amount: 3_00, reference: 'INV-7' }));
  expect(made?.url).toMatch(/^https:\/\/qr\.bank\.gov\.ua\//);
  const fields = decoded(made?.url);
  const some = [fields.length, fields[1], fields[7], fields[9], fields[10], fields[13]];
  expect(some).toEqual([17, '003', 'UAH3', 'OTHR/OTHR', 'INV-7', 'FFFF']);
  expect(decoded(paymentCode(payment({ format: '003', reference: 'РФ-0001' }))?.url)[10]).toBe('');
});

test('F46: letters that the encoding lacks leave the purpose, and a newline never shifts the fields', () => {
  const purpose = ' Оплата\nобʼєкта ×2 за 100 ₴ 😀 № 5 ';
  const made = paymentCode(payment({ format: '003', purpose }));
  expect(made?.purpose).toBe('Оплата об’єкта 2 за 100 № 5');
  expect(decoded(made?.url)[11]).toBe('Оплата об’єкта 2 за 100 № 5');
  const long = paymentCode(payment({ format: '003', purpose: 'Дуже довге призначення платежу. '.repeat(20) }));
  expect(long?.purpose.length).toBeGreaterThan(200);
  expect(long?.url.length).toBeLessThanOrEqual(475 + 'https://qr.bank.gov.ua/'.length);
});

test.each([{ recipient: 'ФОП 😀' }, { iban: '' }, { code: '' }, { amount: 0 }, { purpose: '' }])(
  'F46: there is no code where it would say something else: %j',
  (more) => expect(paymentCode(payment(more))).toBeNull(),
);

test.each([
  [576_45, 'UAH576.45'],
  [576_50, 'UAH576.50'],
  [1, 'UAH0.01'],
  [999_999_999_99, 'UAH999999999.99'],
])('F46: %i kopecks are %s in the code of either format', (amount, said) => {
  for (const format of ['002', '003'] as const)
    expect(decoded(paymentCode(payment({ format, amount }))?.url)[7]).toBe(said);
  expect(paymentCode(payment({ amount: 999_999_999_99 + 1 }))).toBeNull();
});

test('F46: Ukrainian letters have the bytes the bank names, and a recipient is never cut', () => {
  expect(encodeFields(['іІїєґ№'])).toBe(Buffer.from([0xb3, 0xb2, 0xbf, 0xba, 0xb4, 0xb9]).toString('base64url'));
  for (const [format, most] of [
    ['002', 70],
    ['003', 140],
  ] as const) {
    expect(decoded(paymentCode(payment({ format, recipient: 'Ї'.repeat(most) }))?.url)[5]).toBe('Ї'.repeat(most));
    expect(paymentCode(payment({ format, recipient: 'Ї'.repeat(most + 1) }))).toBeNull();
  }
});
