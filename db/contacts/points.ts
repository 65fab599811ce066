import type { Sql } from '#db/connection/transaction.ts';
import type { PointKind } from '#db/entities/crm/contact-point.ts';
import type { Point } from './read.ts';

/**
 * A contact has these points of a kind, in this order, and no others. Rows of those it had stay the rows they are. One
 * is the main one: the first, where none is called so.
 */
export async function keepPoints(tx: Sql, contactId: string, kind: PointKind, points: readonly Point[]): Promise<void> {
  const main = points.find(({ isMain }) => isMain) ?? points[0];
  // Else a new main one would stand beside the old one for the length of a statement.
  await tx.query(`delete from contact_point where contact_id = $1 and kind = $2 and value <> all($3::text[])`, [
    contactId,
    kind,
    points.map(({ value }) => value),
  ]);
  await tx.query(
    'update contact_point set is_main = false where contact_id = $1 and kind = $2 and is_main and value <> $3',
    [contactId, kind, main?.value ?? ''],
  );
  await tx.query(
    `insert into contact_point (contact_id, kind, value, typed, label, is_main, position)
     select $1::uuid, $2::text, value, typed, label, value = $6, (n - 1)::int
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality as given(value, typed, label, n)
     on conflict (contact_id, kind, value) do update
       set typed = excluded.typed, label = excluded.label, is_main = excluded.is_main, position = excluded.position`,
    [
      contactId,
      kind,
      points.map(({ value }) => value),
      points.map(({ typed }) => typed),
      points.map(({ label }) => label),
      main?.value ?? '',
    ],
  );
}

/** Points as they are kept: one of each kind is the main one. */
export function withMain(points: readonly Point[]): Point[] {
  const main = points.find(({ isMain }) => isMain) ?? points[0];
  return points.map((point) => ({ ...point, isMain: point === main }));
}
