import type { MergeChoices } from '#lib/api/contacts.ts';
import type { Contact, MergedField } from '#lib/api/types.ts';

const FIELDS: MergedField[] = ['name', 'fullName', 'code', 'vatCode', 'address', 'signatory', 'segment', 'managerId'];

/** A field of which two contacts say different things. */
export interface Differing {
  field: MergedField;
  winner: string;
  loser: string;
}

/** What has to be chosen; what only one of them says is kept anyway. */
export function differing(winner: Contact, loser: Contact): Differing[] {
  return FIELDS.flatMap((field) => {
    const [mine, theirs] = [winner[field] ?? '', loser[field] ?? ''];
    return mine !== '' && theirs !== '' && mine !== theirs ? [{ field, winner: mine, loser: theirs }] : [];
  });
}

/** Phones and e-mails of both, each once. */
export const united = (winner: Contact, loser: Contact): string[] => [
  ...new Set([...winner.phones, ...loser.phones, ...winner.emails, ...loser.emails]),
];

/** What is asked for: only the words of the other one have to be said. */
export const choicesOf = (fields: readonly MergedField[]): MergeChoices =>
  Object.fromEntries(fields.map((field) => [field, 'loser' as const]));
