import type { Currency } from './vocabulary.ts';

const MONEY = new Intl.NumberFormat('uk', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const QUANTITY = new Intl.NumberFormat('uk', { maximumFractionDigits: 3 });
const RATE = new Intl.NumberFormat('uk', { minimumFractionDigits: 4 });
const LONG = new Intl.DateTimeFormat('uk', { dateStyle: 'long', timeZone: 'UTC' });
const KYIV = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Kyiv' });

/** The day of a moment where the companies are: a year begins there, wherever the server stands. */
export const dayInKyiv = (at: Date): string => KYIV.format(at);

/** As sums are called in a sentence. */
export const CURRENCY_WORDS: Record<Currency, string> = { UAH: 'грн', USD: 'дол. США', EUR: 'євро' };

/** «71 030,64» */
export const money = (kopecks: number): string => MONEY.format(kopecks / 100);
/** «1,5» of thousandths. */
export const quantity = (thousandths: number): string => QUANTITY.format(thousandths / 1000);
/** «41,2345» of ten-thousandths. */
export const rateWords = (value: number): string => RATE.format(value / 10_000);
/** `2026-11-26` as «26 листопада 2026 р.» */
export const longDay = (day: string): string => LONG.format(new Date(`${day}T00:00:00Z`));
/** … and as «26.11.2026» */
export const shortDay = (day: string): string => day.split('-').toReversed().join('.');
