import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** People of the CRM, and which of them a client is. */
export class Migration20261125Contacts extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261125-contacts.sql', import.meta.url), 'utf8'));
  }
}
