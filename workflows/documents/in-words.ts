/** Kopecks in the words of an invoice: «Дві гривні 00 копійок». */
export function inWords(kopecks: number): string {
  const [whole, rest] = [Math.floor(kopecks / 100), kopecks % 100];
  const words = [...wordsOf(whole), form(whole, HRYVNIA), String(rest).padStart(2, '0'), form(rest, KOPECK)];
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Forms = readonly [one: string, few: string, many: string];
const HRYVNIA: Forms = ['гривня', 'гривні', 'гривень'];
const KOPECK: Forms = ['копійка', 'копійки', 'копійок'];
/** Groups of three digits, the last first; hryvnias and thousands are feminine. */
const GROUPS: readonly { forms: Forms | null; feminine: boolean }[] = [
  { forms: null, feminine: true },
  { forms: ['тисяча', 'тисячі', 'тисяч'], feminine: true },
  { forms: ['мільйон', 'мільйони', 'мільйонів'], feminine: false },
  { forms: ['мільярд', 'мільярди', 'мільярдів'], feminine: false },
  { forms: ['трильйон', 'трильйони', 'трильйонів'], feminine: false },
];
const UNITS =
  'нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять ' +
  'п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять';
const SMALL = UNITS.split(' ');
const TENS = '_ _ двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто'.split(' ');
const HUNDREDS = '_ сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот'.split(' ');
const FEMININE = new Map([
  [1, 'одна'],
  [2, 'дві'],
]);
const PLURALS = new Intl.PluralRules('uk');

function wordsOf(whole: number): string[] {
  if (whole === 0) return ['нуль'];
  return GROUPS.flatMap(({ forms, feminine }, at) => {
    const three = Math.floor(whole / 1000 ** at) % 1000;
    if (three === 0) return [];
    return [[...ofThree(three, feminine), ...(forms ? [form(three, forms)] : [])]];
  })
    .toReversed()
    .flat();
}

function ofThree(three: number, feminine: boolean): string[] {
  const [hundreds, rest] = [Math.floor(three / 100), three % 100];
  const unit = rest < 20 ? rest : rest % 10;
  return [
    ...(hundreds > 0 ? [HUNDREDS[hundreds] ?? ''] : []),
    ...(rest >= 20 ? [TENS[Math.floor(rest / 10)] ?? ''] : []),
    ...(unit > 0 ? [(feminine ? FEMININE.get(unit) : undefined) ?? SMALL[unit] ?? ''] : []),
  ];
}

function form(count: number, [one, few, many]: Forms): string {
  const rule = PLURALS.select(count);
  if (rule === 'one') return one;
  return rule === 'few' ? few : many;
}
