import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** That a client is none of the contacts found by their phone or e-mail. */
export class Migration20261125Refused extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261125-refused.sql', import.meta.url), 'utf8'));
  }
}
