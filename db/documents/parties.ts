import { type CompanyRow, findCompany } from '#db/companies/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Buyer } from '#workflows/documents/content.ts';

/** Nobody is chosen yet. */
export const NOBODY: Buyer = {
  name: '',
  isCompany: false,
  code: '',
  vatCode: '',
  address: '',
  phone: '',
  signatory: '',
};

export interface FoundParties {
  seller: CompanyRow;
  buyer: Buyer;
}

/** Both sides as documents say them now; null: the company is not there. */
export async function findParties(sql: Sql, companyId: string, contactId: string | null): Promise<FoundParties | null> {
  const seller = await findCompany(sql, companyId);
  if (!seller) return null;
  return { seller, buyer: (contactId !== null && (await findBuyer(sql, contactId))) || NOBODY };
}

async function findBuyer(sql: Sql, contactId: string): Promise<Buyer | null> {
  const { rows } = await sql.query<Buyer>(
    `select coalesce(nullif(k.full_name, ''), k.name) as name, k.kind = 'company' as "isCompany", k.code,
       k.vat_code as "vatCode", k.address, coalesce(k.phones[1], '') as phone, k.signatory
     from contact k where k.id = $1 and k.merged_into_id is null`,
    [contactId],
  );
  return rows[0] ?? null;
}
