import type { Sql } from '#db/connection/transaction.ts';
import type { ContactFields } from './fields.ts';
import { hasPeople, keepCompanies, noCompanies } from './members.ts';
import { keepPoints } from './points.ts';

/**
 * Why it is not kept: the company is none, a company with people would become a person, it is another one than it was
 * seen, or one of its people is not there.
 */
export type NotKept = 'NOT_A_COMPANY' | 'COMPANY_HAS_PEOPLE' | 'CHANGED_MEANWHILE' | 'UNKNOWN_CONTACT';

/** A contact, whose row is locked, is this and nothing else. Refused before anything is written. */
export async function keepFields(tx: Sql, id: string, fields: ContactFields): Promise<NotKept | null> {
  const why = await refusal(tx, id, fields);
  if (why) return why;
  await tx.query(
    `update contact set name = $2, kind = $3, full_name = $4, code = $5, vat_code = $6, address = $7, signatory = $8,
       segment = $9, manager_id = $10, updated_at = now() where id = $1`,
    [
      id,
      fields.name,
      fields.kind,
      fields.fullName,
      fields.code,
      fields.vatCode,
      fields.address,
      fields.signatory,
      fields.segment,
      fields.managerId,
    ],
  );
  await keepPoints(tx, id, 'phone', fields.phones);
  await keepPoints(tx, id, 'email', fields.emails);
  await keepCompanies(tx, id, fields.companies);
  return null;
}

/** People belong to companies; a company to none. */
async function refusal(tx: Sql, id: string, { kind, companies }: ContactFields): Promise<NotKept | null> {
  const ids = companies.map((company) => company.id);
  if (ids.length > 0 && (kind === 'company' || ids.includes(id))) return 'NOT_A_COMPANY';
  if (ids.length > 0 && (await noCompanies(tx, ids)).length > 0) return 'NOT_A_COMPANY';
  return kind === 'person' && (await hasPeople(tx, id)) ? 'COMPANY_HAS_PEOPLE' : null;
}
