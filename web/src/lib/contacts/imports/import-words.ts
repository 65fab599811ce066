import type { Import, ImportColumn } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Words<Key extends string> = Record<Key, () => string>;

export const stateWord = (state: Import['state']): string =>
  (
    {
      reading: m.import_state_reading,
      checking: m.import_state_checking,
      ready: m.import_state_ready,
      running: m.import_state_running,
      done: m.import_state_done,
      cancelled: m.import_state_cancelled,
      undoing: m.import_state_undoing,
      undone: m.import_state_undone,
      failed: m.import_state_failed,
    } satisfies Words<Import['state']>
  )[state]();

export const reasonWord = (reason: NonNullable<Import['reason']>): string =>
  (
    {
      not_a_table: m.import_reason_not_a_table,
      too_many_rows: m.import_reason_too_many_rows,
      too_many_columns: m.import_reason_too_many_columns,
      too_large: m.import_reason_too_large,
      no_rows: m.import_reason_no_rows,
      given_up: m.import_reason_given_up,
    } satisfies Words<NonNullable<Import['reason']>>
  )[reason]();

/** In the order in which they are offered. */
export const FIELDS: readonly [NonNullable<ImportColumn>, () => string][] = [
  ['name', m.import_field_name],
  ['lastName', m.import_field_lastName],
  ['firstName', m.import_field_firstName],
  ['middleName', m.import_field_middleName],
  ['kind', m.import_field_kind],
  ['phone', m.import_field_phone],
  ['email', m.import_field_email],
  ['segment', m.import_field_segment],
  ['manager', m.import_field_manager],
  ['company', m.import_field_company],
  ['role', m.import_field_role],
  ['fullName', m.import_field_fullName],
  ['code', m.import_field_code],
  ['vatCode', m.import_field_vatCode],
  ['address', m.import_field_address],
  ['signatory', m.import_field_signatory],
];

export const CHOICES = [
  ['skip', m.import_skip],
  ['fill', m.import_fill],
  ['new', m.import_new],
] as const satisfies readonly [Import['onMatch'], () => string][];

export const ENCODINGS = [
  ['utf-8', 'UTF-8'],
  ['windows-1251', 'Windows-1251'],
  ['koi8-u', 'KOI8-U'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
] as const satisfies readonly [NonNullable<Import['encoding']>, string][];

export const DELIMITERS = [';', ',', '\t', '|'] as const satisfies readonly NonNullable<Import['delimiter']>[];
