import { type Line, type Totals, totalsOf } from './arithmetic.ts';
import { type Block, bodyOf, filled } from './body.ts';
import { accountFor, type Buyer, type DocumentContent, type Logo, type Seller, showsOf } from './content.ts';
import { inWords } from './in-words.ts';
import { CURRENCY_WORDS, longDay, money, rateWords, shortDay } from './money.ts';
import { paymentCode } from './payment-code.ts';
import { KIND_WORDS } from './print-words.ts';
import { headOf, rowsOf, totalRows } from './table.ts';

interface Party {
  role: string;
  name: string;
  lines: string[];
}

/** All that stands on the pages of a document, in the words in which it stands there. */
export interface Printed {
  /** Of the layout: another one is another number. */
  layout: 1;
  title: string;
  subtitle: string;
  /** Across each page: what is no valid document says so. */
  mark: string;
  /** Documents of before there were logos have no word of one. */
  logo?: { id: string; sha256: string; format: 'png' | 'jpg'; alt: string } | null;
  seller: Party;
  buyer: Party;
  facts: string[];
  body: Block[];
  head: string[];
  rows: string[][];
  totals: { label: string; sum: string; strong: boolean }[];
  words: string[];
  remarks: string[];
  qr: { url: string; alt: string; title: string; lines: string[] } | null;
  signatures: { role: string; lines: string[]; under: string }[];
}

export interface Parties {
  seller: Seller;
  buyer: Buyer;
}

/** What a company that pays no VAT sells has none, whatever its lines say. */
export function totalsFor(content: DocumentContent, { vatPayer }: Seller): Totals {
  return totalsOf(linesFor(content, vatPayer), content);
}

const linesFor = ({ lines }: DocumentContent, vatPayer: boolean): Line[] =>
  vatPayer ? lines : lines.map((line) => ({ ...line, vat: null }));

/** A document as it is printed; without a number it is a draft. */
export function printedOf(content: DocumentContent, { seller, buyer }: Parties, number: string | null): Printed {
  const words = KIND_WORDS[content.kind];
  const totals = totalsFor(content, seller);
  const values = valuesOf(content, { seller, buyer }, number, totals);
  const shows = showsOf(content);
  const shown = { ...content, lines: linesFor(content, seller.vatPayer) };
  return {
    layout: 1,
    title: number === null ? words.title : `${words.title} № ${number}`,
    subtitle: `від ${longDay(content.date)}`,
    mark: number === null ? 'ЧЕРНЕТКА' : '',
    logo: seller.logo && shows('logo') ? logoOf(seller.logo, seller.fullName) : null,
    seller: { role: words.seller, name: seller.fullName, lines: linesOfSeller(seller, content) },
    buyer: { role: words.buyer, name: buyer.name, lines: linesOfBuyer(buyer, content) },
    facts: factsOf(content),
    body: bodyOf(content.text, values),
    head: headOf(shown, seller.vatPayer),
    rows: rowsOf(shown, totals, seller.vatPayer),
    totals: totalRows(shown, totals, seller.vatPayer),
    words: content.lines.length === 0 ? [] : [wordsOf(content, totals)],
    remarks: linesOf(content.remarks).map((line) => filled(line, values)),
    qr: content.kind === 'invoice' && number !== null && shows('qr') ? qrOf(content, seller, number, totals) : null,
    signatures: signaturesOf(content, seller, buyer),
  };
}

/** A cancelled document keeps everything and says across it that it holds no more. */
export const cancelledOf = (printed: Printed): Printed => ({ ...printed, mark: 'АНУЛЬОВАНО', qr: null });

const logoOf = ({ id, sha256, mime }: Logo, name: string): NonNullable<Printed['logo']> => ({
  id,
  sha256,
  format: mime === 'image/png' ? 'png' : 'jpg',
  alt: `Логотип: ${name}`,
});
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

const isTaxed = ({ rates }: Totals): boolean => rates.some(({ rate }) => rate !== null);
function wordsOf({ currency }: DocumentContent, totals: Totals): string {
  const vat = isTaxed(totals) ? `, у т. ч. ПДВ ${money(totals.vat)} ${CURRENCY_WORDS[currency]}` : '. Без ПДВ';
  return `Всього на суму: ${inWords(totals.total, currency)}${vat}`;
}

function factsOf({ ground, dueDate, currency, rate }: DocumentContent): string[] {
  const of = rate && `1 ${currency} = ${rateWords(rate.value)} грн на ${longDay(rate.date)}`;
  return [
    ...(of === null ? [] : [`Курс: ${of}`]),
    ...(ground === '' ? [] : [`Підстава: ${ground}`]),
    ...(dueDate === null ? [] : [`Сплатити до: ${longDay(dueDate)}`]),
  ];
}

function linesOfSeller(seller: Seller, content: DocumentContent): string[] {
  const shows = showsOf(content);
  const account = shows('bank') ? accountFor(seller, content.currency) : undefined;
  return [
    ...(shows('codes') ? [named(seller.kind === 'legal' ? 'ЄДРПОУ' : 'РНОКПП', seller.code)] : []),
    ...(shows('codes') && seller.vatPayer ? [named('ІПН', seller.vatCode)] : []),
    seller.address,
    account ? `IBAN ${account.iban.replace(/(.{4})(?=.)/g, '$1\u00A0')}` : '',
    account?.bank ?? '',
    seller.contacts,
    seller.taxLine,
  ].filter((line) => line !== '');
}

function linesOfBuyer(buyer: Buyer, content: DocumentContent): string[] {
  const codes = [named(buyer.isCompany ? 'ЄДРПОУ' : 'РНОКПП', buyer.code), named('ІПН', buyer.vatCode)];
  return [...(showsOf(content)('codes') ? codes : []), buyer.address, named('Тел.', buyer.phone)].filter(
    (line) => line !== '',
  );
}

const named = (name: string, value: string): string => (value === '' ? '' : `${name} ${value}`);

function valuesOf(content: DocumentContent, { seller, buyer }: Parties, number: string | null, { total }: Totals) {
  const { name, post, basis } = seller.signatory;
  return {
    number: number ?? '…',
    date: longDay(content.date),
    company: seller.fullName,
    companySigner: [post, name].filter((word) => word !== '').join(' '),
    companyBasis: basis,
    client: buyer.name,
    clientSigner: buyer.signatory === '' ? buyer.name : buyer.signatory,
    total: money(total),
    currency: CURRENCY_WORDS[content.currency],
    totalInWords: inWords(total, content.currency),
  };
}

/** The National Bank's code knows hryvnias alone. */
function qrOf({ date, currency }: DocumentContent, seller: Seller, number: string, totals: Totals): Printed['qr'] {
  if (currency !== 'UAH') return null;
  const vat = isTaxed(totals) ? `у т. ч. ПДВ ${money(totals.vat)} грн` : 'без ПДВ';
  const code = paymentCode({
    format: seller.qrFormat,
    recipient: seller.fullName,
    iban: accountFor(seller, currency)?.iban ?? '',
    code: seller.code,
    amount: totals.total,
    reference: number,
    purpose: `Оплата за рахунком № ${number} від ${shortDay(date)}, ${vat}`,
  });
  if (!code) return null;
  const lines = [`Сума: ${money(totals.total)} грн`, `Призначення: ${code.purpose}`];
  return { url: code.url, alt: `QR-код для оплати. ${lines.join('. ')}`, title: 'Оплатіть із застосунку банку', lines };
}

function signaturesOf({ kind }: DocumentContent, { signatory }: Seller, buyer: Buyer): Printed['signatures'] {
  const sides = [[signatory.post, signatory.name], [buyer.signatory]];
  return KIND_WORDS[kind].signs.map((role, at) => ({
    role,
    lines: (sides[at] ?? []).filter((line) => line !== ''),
    under: 'підпис',
  }));
}
