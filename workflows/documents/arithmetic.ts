import type { VatRate } from './vocabulary.ts';

/** Sums are whole kopecks, quantities whole thousandths: nothing here is ever a fraction. */
export interface Line {
  name: string;
  unit: string;
  quantity: number;
  price: number;
  vat: VatRate;
  /** Taken off this line alone, in kopecks. */
  discount?: number;
}

export interface Terms {
  /** Prices have the VAT in them already. */
  withVat: boolean;
  /** Taken off the whole, and off every rate in proportion. */
  discount: number;
}

interface RateTotal {
  rate: VatRate;
  net: number;
  vat: number;
}

export interface Totals {
  /** Of each line, in their order, without its own discount. */
  sums: number[];
  /** Of all lines: what stands above the discount. */
  subtotal: number;
  discount: number;
  net: number;
  vat: number;
  total: number;
  /** The highest rate first, without VAT last. */
  rates: RateTotal[];
}

/** Lines are rounded one by one, VAT once for each rate, halves up: as the tax invoice will have it. */
export function totalsOf(lines: readonly Line[], { withVat, discount }: Terms): Totals {
  const sums = lines.map(sumOf);
  const byRate = new Map<VatRate, number>();
  lines.forEach(({ vat }, at) => byRate.set(vat, (byRate.get(vat) ?? 0) + (sums[at] ?? 0)));
  const groups = [...byRate].toSorted(([a], [b]) => (b ?? -1) - (a ?? -1));
  const subtotal = sum(sums);
  const taken = Math.min(discount, subtotal);
  const shares = spread(
    taken,
    groups.map(([, amount]) => amount),
  );
  const rates = groups.map(([rate, amount], at) => ofRate(rate, amount - (shares[at] ?? 0), withVat));
  const [net, vat] = [sum(rates.map((one) => one.net)), sum(rates.map((one) => one.vat))];
  return { sums, subtotal, discount: taken, net, vat, total: net + vat, rates };
}

/** No line is less than nothing. */
function sumOf({ quantity, price, discount = 0 }: Line): number {
  return Math.max(0, product(quantity, price, 1000) - discount);
}

function ofRate(rate: VatRate, amount: number, withVat: boolean): RateTotal {
  const percent = rate ?? 0;
  const vat = withVat ? product(amount, percent, 100 + percent) : product(amount, percent, 100);
  return { rate, net: withVat ? amount - vat : amount, vat };
}

/** In proportion, downwards; what is left over goes to the largest. */
function spread(whole: number, parts: number[]): number[] {
  const all = sum(parts);
  if (all === 0) return parts.map(() => 0);
  const shares = parts.map((part) => Number((BigInt(whole) * BigInt(part)) / BigInt(all)));
  const largest = parts.indexOf(Math.max(...parts));
  return shares.map((share, at) => (at === largest ? share + whole - sum(shares) : share));
}

/** a × b ÷ by, halves up. The product may be more than a number holds exactly. */
function product(a: number, b: number, by: number): number {
  const twice = BigInt(a) * BigInt(b) * 2n + BigInt(by);
  return Number(twice / (2n * BigInt(by)));
}

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);
