import type { CountryCode } from 'libphonenumber-js';
import type { Sql } from '#db/connection/transaction.ts';

/** The country set for phone numbers, by the page's Facebook id; pages for which none is set are left out. */
export async function readCountries(sql: Sql): Promise<Map<string, CountryCode>> {
  const { rows } = await sql.query<{ facebook_id: string; country: CountryCode }>(
    `with newest as (
       select distinct on (scope) page_id, settings ->> 'phoneCountry' as country from settings_version
         order by scope, version desc)
     select p.facebook_id, coalesce(own.country, everywhere.country) as country
     from page p left join newest own on own.page_id = p.id left join newest everywhere on everywhere.page_id is null
     where coalesce(own.country, everywhere.country) is not null`,
  );
  return new Map(rows.map((row) => [row.facebook_id, row.country]));
}
