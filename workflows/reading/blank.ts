/** Stands in the place of what holds digits and is no number to call: a link, an address, a date, a time of day. */
export const BLANK = '\uE000';

const YEAR = '(?:19|20)\\d\\d';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
/** `06.12.34.56.78` begins like a date and is a phone: the same sign does not go on on either side. */
const DATES = [
  new RegExp(`(?<!\\d)${DAY}([./-]|\\. | )${MONTH}\\1${YEAR}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d)${YEAR}([./-])${MONTH}\\1${DAY}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d|\\d[./-])${DAY}([./-])${MONTH}\\1\\d\\d(?!\\d|\\1\\d)`, 'g'),
  new RegExp(`(?<![\\d.,/-])${DAY}([./])${MONTH}(?!\\d|\\1\\d|[.,/-]?\\d)`, 'g'),
  new RegExp(`(?<!\\d)${DAY_AND_MONTH()}${YEAR}(?!\\d)`, 'g'),
];
const TIMES = /(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)/g;

/** The text without its dates and times of day. */
export function withoutDates(text: string): string {
  return [...DATES, TIMES].reduce((rest, pattern) => rest.replace(pattern, BLANK), text);
}

/** The text without links, e-mail addresses, and names of accounts: digits in them belong to them. */
export function withoutLinks(text: string): string {
  return text
    .split(/(\s)/)
    .map((word) => (isLink(word) ? BLANK : word.includes('@') ? withoutAddresses(word) : word))
    .join('');
}

/** An address, and after a comma the number, is what people write without a space. */
function withoutAddresses(word: string): string {
  return word
    .split(/([,;<>()«»"])/)
    .map((part) => (part.includes('@') ? BLANK : part))
    .join('');
}

function isLink(word: string): boolean {
  return word.includes('://') || /(?:^|[^\p{L}\p{N}])www\./iu.test(word) || /\p{L}\.\p{L}{2,24}[/?#]/u.test(word);
}

/** Eight digits in a row. */
function DAY_AND_MONTH(): string {
  return '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])';
}
