import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Settings with versions, the contact a chat asks for, and messages that a chat says by itself. */
export class Migration20261124Settings extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261124-settings.sql', import.meta.url), 'utf8'));
  }
}
