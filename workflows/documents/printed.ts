import { type Line, type Totals, totalsOf } from './arithmetic.ts';
import { type Block, bodyOf, filled } from './body.ts';
import type { Buyer, DocumentContent, Seller } from './content.ts';
import { inWords } from './in-words.ts';
import { longDay, money, shortDay } from './money.ts';
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
  const shown = { ...content, lines: linesFor(content, seller.vatPayer) };
  return {
    layout: 1,
    title: number === null ? words.title : `${words.title} № ${number}`,
    subtitle: `від ${longDay(content.date)}`,
    mark: number === null ? 'ЧЕРНЕТКА' : '',
    seller: { role: words.seller, name: seller.fullName, lines: linesOfSeller(seller) },
    buyer: { role: words.buyer, name: buyer.name, lines: linesOfBuyer(buyer) },
    facts: factsOf(content),
    body: bodyOf(content.text, values),
    head: headOf(shown, seller.vatPayer),
    rows: rowsOf(shown, totals, seller.vatPayer),
    totals: totalRows(shown, totals, seller.vatPayer),
    words: content.lines.length === 0 ? [] : [`Всього на суму: ${inWords(totals.total)}${vatWords(totals)}`],
    remarks: linesOf(content.remarks).map((line) => filled(line, values)),
    qr: content.kind === 'invoice' && number !== null ? qrOf(content, seller, number, totals) : null,
    signatures: signaturesOf(content, seller, buyer),
  };
}

/** A cancelled document keeps everything and says across it that it holds no more. */
export const cancelledOf = (printed: Printed): Printed => ({ ...printed, mark: 'АНУЛЬОВАНО', qr: null });

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
const isTaxed = ({ rates }: Totals): boolean => rates.some(({ rate }) => rate !== null);
const vatWords = (totals: Totals): string => (isTaxed(totals) ? `, у т. ч. ПДВ ${money(totals.vat)} грн` : '. Без ПДВ');

function factsOf({ ground, dueDate }: DocumentContent): string[] {
  return [
    ...(ground === '' ? [] : [`Підстава: ${ground}`]),
    ...(dueDate === null ? [] : [`Сплатити до: ${longDay(dueDate)}`]),
  ];
}

function linesOfSeller(seller: Seller): string[] {
  const [account] = seller.accounts;
  return [
    named(seller.kind === 'legal' ? 'ЄДРПОУ' : 'РНОКПП', seller.code),
    seller.vatPayer ? named('ІПН', seller.vatCode) : '',
    seller.address,
    account ? `IBAN ${account.iban.replace(/(.{4})(?=.)/g, '$1\u00A0')}` : '',
    account?.bank ?? '',
    seller.contacts,
    seller.taxLine,
  ].filter((line) => line !== '');
}

function linesOfBuyer(buyer: Buyer): string[] {
  return [
    named(buyer.isCompany ? 'ЄДРПОУ' : 'РНОКПП', buyer.code),
    named('ІПН', buyer.vatCode),
    buyer.address,
    named('Тел.', buyer.phone),
  ].filter((line) => line !== '');
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
    totalInWords: inWords(total),
  };
}

function qrOf({ date }: DocumentContent, seller: Seller, number: string, totals: Totals): Printed['qr'] {
  const vat = isTaxed(totals) ? `у т. ч. ПДВ ${money(totals.vat)} грн` : 'без ПДВ';
  const code = paymentCode({
    format: seller.qrFormat,
    recipient: seller.fullName,
    iban: seller.accounts[0]?.iban ?? '',
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
