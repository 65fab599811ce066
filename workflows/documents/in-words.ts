import type { Currency } from './vocabulary.ts';

/** A sum in the words of an invoice: «Дві гривні 00 копійок», «Два долари США 01 цент». In hundredths. */
export function inWords(sum: number, currency: Currency = 'UAH'): string {
  const [whole, rest] = [Math.floor(sum / 100), sum % 100];
  const { forms, ones, parts } = CURRENCIES[currency];
  const words = [...wordsOf(whole, ones), form(whole, forms), String(rest).padStart(2, '0'), form(rest, parts)];
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Forms = readonly [one: string, few: string, many: string];
/** One and two as they are called before a noun: two has a form for the feminine alone. */
type Ones = ReadonlyMap<number, string>;
const MASCULINE: Ones = new Map();
const FEMININE: Ones = new Map([
  [1, 'одна'],
  [2, 'дві'],
]);
const NEUTER: Ones = new Map([[1, 'одне']]);
const CENT: Forms = ['цент', 'центи', 'центів'];
const CURRENCIES: Record<Currency, { forms: Forms; ones: Ones; parts: Forms }> = {
  UAH: { forms: ['гривня', 'гривні', 'гривень'], ones: FEMININE, parts: ['копійка', 'копійки', 'копійок'] },
  USD: { forms: ['долар США', 'долари США', 'доларів США'], ones: MASCULINE, parts: CENT },
  EUR: { forms: ['євро', 'євро', 'євро'], ones: NEUTER, parts: CENT },
};
/** Above the first group of three digits, each in its turn; thousands are feminine. */
const GROUPS: readonly { forms: Forms; ones: Ones }[] = [
  { forms: ['тисяча', 'тисячі', 'тисяч'], ones: FEMININE },
  { forms: ['мільйон', 'мільйони', 'мільйонів'], ones: MASCULINE },
  { forms: ['мільярд', 'мільярди', 'мільярдів'], ones: MASCULINE },
  { forms: ['трильйон', 'трильйони', 'трильйонів'], ones: MASCULINE },
];
const UNITS =
  'нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять ' +
  'п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять';
const SMALL = UNITS.split(' ');
const TENS = '_ _ двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто'.split(' ');
const HUNDREDS = '_ сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот'.split(' ');
const PLURALS = new Intl.PluralRules('uk');

function wordsOf(whole: number, ones: Ones): string[] {
  if (whole === 0) return ['нуль'];
  const first = ofThree(whole % 1000, ones);
  const above = GROUPS.map(({ forms, ones: those }, at) => {
    const three = Math.floor(whole / 1000 ** (at + 1)) % 1000;
    return three === 0 ? [] : [...ofThree(three, those), form(three, forms)];
  });
  return [...above.toReversed().flat(), ...first];
}

function ofThree(three: number, ones: Ones): string[] {
  const [hundreds, rest] = [Math.floor(three / 100), three % 100];
  const unit = rest < 20 ? rest : rest % 10;
  return [
    ...(hundreds > 0 ? [HUNDREDS[hundreds] ?? ''] : []),
    ...(rest >= 20 ? [TENS[Math.floor(rest / 10)] ?? ''] : []),
    ...(unit > 0 ? [ones.get(unit) ?? SMALL[unit] ?? ''] : []),
  ];
}

function form(count: number, [one, few, many]: Forms): string {
  const rule = PLURALS.select(count);
  if (rule === 'one') return one;
  return rule === 'few' ? few : many;
}
