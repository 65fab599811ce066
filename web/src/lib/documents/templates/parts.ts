import type { DocumentTemplate } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Part = DocumentTemplate['hidden'][number];

/** What may be left out, in the order in which it stands on a page. */
const WORDS = [
  ['logo', m.doc_template_part_logo],
  ['codes', m.doc_template_part_codes],
  ['bank', m.doc_template_part_bank],
  ['units', m.doc_template_part_units],
  ['vat', m.doc_template_part_vat],
  ['discount', m.doc_template_part_discount],
  ['qr', m.doc_template_part_qr],
] as const satisfies readonly [Part, () => string][];

/** The bank’s code is an invoice’s alone. */
export const partsOf = (kind: DocumentTemplate['kind']): { value: Part; name: string }[] =>
  WORDS.filter(([part]) => part !== 'qr' || kind === 'invoice').map(([value, word]) => ({ value, name: word() }));

export const shownOf = (hidden: readonly Part[]): Part[] =>
  WORDS.map(([part]) => part).filter((part) => !hidden.includes(part));

export const hiddenOf = (shown: readonly string[]): Part[] =>
  WORDS.map(([part]) => part).filter((part) => !shown.includes(part));

/** A line that says what is left out; nothing is: no line. */
export function hiddenWords(hidden: readonly Part[]): string {
  const names = WORDS.filter(([part]) => hidden.includes(part)).map(([, word]) => word());
  return names.length === 0 ? '' : m.doc_template_without({ what: names.join(', ') });
}
