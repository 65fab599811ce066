import { domainToUnicode } from 'node:url';
import { Migration } from '@mikro-orm/migrations';

/**
 * Addresses whose domain was kept in its ASCII spelling (`xn--…`) are found by the one in its own script from now on.
 */
export class OneSpelling extends Migration {
  override async up(): Promise<void> {
    const contacts = await this.execute(`select id, emails from contact where emails::text like '%xn--%'`);
    for (const { id, emails } of contacts)
      await this.execute('update contact set emails = ?::text[] where id = ?', [
        toArray([...new Set((emails as string[]).map(inOwnScript))]),
        String(id),
      ]);
    await this.respell('client', 'email', `update client set email = ? where email = ?`);
    await this.respell(
      'message',
      `contact ->> 'email'`,
      `update message set contact = jsonb_set(contact, '{email}', to_jsonb(?::text)) where contact is not null
       and contact ->> 'email' = ?`,
    );
  }

  private async respell(table: string, email: string, change: string): Promise<void> {
    const found = await this.execute(`select distinct ${email} as email from ${table} where ${email} like '%xn--%'`);
    for (const row of found) await this.execute(change, [inOwnScript(String(row['email'])), String(row['email'])]);
  }
}

/** What is no name stays as it is. */
function inOwnScript(email: string): string {
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + (domainToUnicode(email.slice(at)) || email.slice(at));
}

/** As PostgreSQL writes a list. */
function toArray(values: string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}
