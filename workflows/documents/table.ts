import type { Totals } from './arithmetic.ts';
import { type DocumentContent, showsOf } from './content.ts';
import { money, quantity } from './money.ts';
import type { VatRate } from './vocabulary.ts';

type Shown = Pick<DocumentContent, 'lines' | 'withVat' | 'currency' | 'hidden'>;

/** Sums without a word are in hryvnias. */
const unitOf = ({ currency }: Shown): string => (currency === 'UAH' ? '' : `, ${currency}`);

/** A company that pays no VAT has no column for it. */
export function headOf(shown: Shown, vatPayer: boolean): string[] {
  const { lines, withVat } = shown;
  if (lines.length === 0) return [];
  const unit = unitOf(shown);
  const price = `${withVat ? 'Ціна з ПДВ' : 'Ціна без ПДВ'}${unit}`;
  const { units, vat, discount } = columnsOf(shown, vatPayer);
  return [
    '№',
    'Назва',
    ...(units ? ['Од.'] : []),
    'К-сть',
    vatPayer ? price : `Ціна${unit}`,
    ...(vat ? ['ПДВ'] : []),
    ...(discount ? ['Знижка'] : []),
    `Сума${unit}`,
  ];
}

export function rowsOf(shown: Shown, { sums }: Totals, vatPayer: boolean): string[][] {
  const has = columnsOf(shown, vatPayer);
  return shown.lines.map(({ name, unit, quantity: count, price, vat, discount = 0 }, at) => [
    String(at + 1),
    name,
    ...(has.units ? [unit] : []),
    quantity(count),
    money(price),
    ...(has.vat ? [rateWord(vat)] : []),
    ...(has.discount ? [discount === 0 ? '' : money(discount)] : []),
    money(sums[at] ?? 0),
  ]);
}

/** Where no line has a discount of its own there is no column for it, nor one that the template leaves out. */
function columnsOf(shown: Shown, vatPayer: boolean) {
  const shows = showsOf(shown);
  const isReduced = shown.lines.some(({ discount = 0 }) => discount > 0);
  return { units: shows('units'), vat: vatPayer && shows('vat'), discount: isReduced && shows('discount') };
}

const rateWord = (rate: VatRate): string => (rate === null ? 'без ПДВ' : `${rate}\u00A0%`);

export function totalRows(shown: Shown, totals: Totals, vatPayer: boolean) {
  const { lines, withVat } = shown;
  if (lines.length === 0) return [];
  const vats = totals.rates.filter(({ rate }) => rate !== null);
  const prefix = withVat ? 'у т. ч. ПДВ' : 'ПДВ';
  const ofRates = vats.map(({ rate, vat }) => row(`${prefix} ${rateWord(rate)}`, vat));
  const all = row(`${vatPayer ? 'Всього з ПДВ' : 'Всього'}${unitOf(shown)}`, totals.total, true);
  return [
    row(vatPayer && !withVat ? 'Разом без ПДВ' : 'Разом', totals.subtotal),
    ...(totals.discount > 0 ? [row('Знижка', -totals.discount)] : []),
    ...(withVat ? [all, ...ofRates] : [...ofRates, all]),
  ];
}

const row = (label: string, sum: number, strong = false) => ({ label, sum: money(sum), strong });
