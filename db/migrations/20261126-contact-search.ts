import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Contacts are found by a phone or an e-mail as fast while many are being written. */
export class Migration20261126ContactSearch extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261126-contact-search.sql', import.meta.url), 'utf8'));
  }
}
