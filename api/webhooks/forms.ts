import type { CountryCode } from 'libphonenumber-js';
import { readContact, readEmail, readPhone } from '#workflows/reading/contact.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import { type Fields, fieldsOf, listOf, wordsIn } from './words.ts';

/** What a client gave by a form of Meta's. */
export interface Form {
  name: 'lead_form' | 'order' | 'feedback' | 'customer_information';
  text: string;
  contact: ContactFacts;
  /** Something in their own words or of their own choice, and not only a mark out of five. */
  says: boolean;
}

interface Line {
  label: string | null;
  value: string;
  /** A mark. */
  isScore?: true;
}

type Reader = (value: Fields) => Line[];

const READERS: [key: string, name: Form['name'], read: Reader][] = [
  ['lead', 'lead_form', answersIn],
  ['form', 'lead_form', answersIn],
  ['order', 'order', readOrder],
  ['messaging_feedback', 'feedback', readFeedback],
  ['messaging_customer_information', 'customer_information', answersIn],
];

const LINES_MAX = 100;
const VALUE_MAX = 2_000;

/** The form an item brings; null where there is none, or nothing in it can be told. */
export function readForm(item: Fields, country: CountryCode): Form | null {
  for (const [key, name, read] of READERS) {
    const lines = read(fieldsOf(item[key])).slice(0, LINES_MAX);
    if (lines.length === 0) continue;
    const text = lines.map(({ label, value }) => (label ? `${label}: ${value}` : value)).join('\n');
    return { name, text, contact: contactIn(lines, country), says: lines.some(({ isScore }) => !isScore) };
  }
  return null;
}

function readOrder(order: Fields): Line[] {
  const products = listOf(order['products'], LINES_MAX).map(fieldsOf);
  return [...products.flatMap(readProduct), ...line(null, order['note'])];
}

function readProduct(product: Fields): Line[] {
  const name = wordsIn(product['name']) ?? wordsIn(product['retailer_id']) ?? wordsIn(product['id']);
  const quantity = wordsIn(product['quantity'], 20);
  const price = [product['unit_price'], product['currency']].flatMap((one) => wordsIn(one, 20) ?? []).join(' ');
  return name === null
    ? []
    : [{ label: null, value: [name, quantity && `× ${quantity}`, price].filter(Boolean).join(' ') }];
}

/** Marks are called by their kind, which is the same word in every language. */
function readFeedback(feedback: Fields): Line[] {
  const screens = listOf(feedback['feedback_screens'], LINES_MAX).map(fieldsOf);
  return screens.flatMap(({ questions }) => Object.values(fieldsOf(questions)).map(fieldsOf).flatMap(readQuestion));
}

function readQuestion({ type, payload, follow_up: follow }: Fields): Line[] {
  const kind = wordsIn(type, 20);
  const isScore = kind !== null && kind !== 'free_form';
  const [answer] = line(isScore ? kind.toUpperCase() : null, payload);
  const more = line(null, fieldsOf(follow)['payload']);
  return [...(answer ? [isScore ? { ...answer, isScore: true as const } : answer] : []), ...more];
}

const LABELS = ['question', 'key', 'label', 'name'];
const VALUES = ['answer', 'value', 'values'];
const DEPTH_MAX = 6;

/** Pairs of question and answer wherever they stand: of some forms Meta's reference tells no more than their name. */
function answersIn(value: unknown, depth = 0): Line[] {
  if (depth > DEPTH_MAX) return [];
  if (Array.isArray(value)) return value.slice(0, LINES_MAX).flatMap((one) => answersIn(one, depth + 1));
  const fields = fieldsOf(value);
  const given = VALUES.find((name) => name in fields);
  if (given === undefined) return Object.values(fields).flatMap((one) => answersIn(one, depth + 1));
  const label = LABELS.map((name) => wordsIn(fields[name])).find((words) => words !== null);
  return listOf(fields[given], LINES_MAX).flatMap((one) => line(label ?? null, one));
}

function line(label: string | null, value: unknown): Line[] {
  const words = wordsIn(value, VALUE_MAX);
  return words === null ? [] : [{ label, value: words }];
}

const PHONE = /phone|mobile|(?<!\p{L})(tel|тел|моб)/iu;

/**
 * What was asked for as a phone may be read generously, a number under another question only as one in running text.
 */
function contactIn(lines: Line[], country: CountryCode): ContactFacts {
  const asked = lines.filter(({ label }) => PHONE.test(label ?? ''));
  const loose = lines.filter(({ label, isScore }) => !PHONE.test(label ?? '') && !isScore);
  const phone =
    firstOf(asked, ({ value }) => readPhone(value, country)) ??
    firstOf(loose, ({ value }) => readContact(value, country).phone);
  const email = firstOf(lines, ({ value }) => readEmail(value) ?? readContact(value, country).email);
  return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

function firstOf(lines: Line[], read: (line: Line) => string | null | undefined): string | undefined {
  return lines.map(read).find((found) => typeof found === 'string') ?? undefined;
}
