import { CLAIMED } from '#db/files/objects.ts';
import type { ImportFormat, ImportReason, ImportState } from '#db/entities/crm/contact-import.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ImportLayout, MatchChoice } from '#workflows/importing/vocabulary.ts';

export interface NewImport {
  employeeId: string;
  name: string;
  format: ImportFormat;
  size: number;
  sha256: string;
  /** What it holds, as `putObject` put it. */
  objectKey: string;
  layout: ImportLayout;
}

/** A file to be read; returns its id. */
export async function insertImport(sql: Sql, given: NewImport): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `with claimed as (${CLAIMED}), made as (
       insert into contact_import (object_key, employee_id, name, format, size, sha256, layout)
       select key, $2, $3, $4, $5::int, $6, $7::jsonb from claimed returning id
     ), settled as (delete from loose_object using made where key = $1)
     select id from made`,
    [
      given.objectKey,
      given.employeeId,
      given.name,
      given.format,
      given.size,
      given.sha256,
      JSON.stringify(given.layout),
    ],
  );
  const [made] = rows;
  if (!made) throw new Error('the object of a file was given up before the import was kept');
  return made.id;
}

/** An import whose row is locked: nobody else takes it further meanwhile. */
export interface HeldImport {
  id: string;
  employeeId: string | null;
  format: ImportFormat;
  objectKey: string;
  layout: ImportLayout;
  onMatch: MatchChoice;
  state: ImportState;
  place: number;
}

export async function holdImport(tx: Sql, id: string): Promise<HeldImport | null> {
  const { rows } = await tx.query<HeldImport>(
    `select id, employee_id as "employeeId", format, object_key as "objectKey", layout, on_match as "onMatch", state,
       place from contact_import where id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** From now on this is going on, from the first line. */
export async function setState(tx: Sql, id: string, state: ImportState, reason: ImportReason | null = null) {
  await tx.query(
    `update contact_import set state = $2::text, reason = $3, place = case $2 when 'undoing' then 2147483647 else 0 end,
       started_at = case $2 when 'running' then now() else started_at end,
       ended_at = case when $2 in ('done', 'cancelled') then now() else ended_at end,
       undone_at = case $2 when 'undone' then now() else undone_at end
     where id = $1`,
    [id, state, reason],
  );
}

/** The last line that was gone through. */
export async function setPlace(tx: Sql, id: string, place: number): Promise<void> {
  await tx.query('update contact_import set place = $2 where id = $1', [id, place]);
}

/** How it is to be read from now on. */
export async function setLayout(tx: Sql, id: string, layout: ImportLayout, total?: number): Promise<void> {
  await tx.query('update contact_import set layout = $2::jsonb, total = coalesce($3, total) where id = $1', [
    id,
    JSON.stringify(layout),
    total ?? null,
  ]);
}

export async function setOnMatch(tx: Sql, id: string, onMatch: MatchChoice): Promise<void> {
  await tx.query('update contact_import set on_match = $2 where id = $1', [id, onMatch]);
}

/** It was not started: nothing is left of it. */
export async function dropImport(tx: Sql, id: string): Promise<void> {
  await tx.query('delete from contact_import where id = $1', [id]);
}
