import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Who gets a chat, the record of why, and the queue of those whom nobody may take. */
export class Migration20261125Routing extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261125-routing.sql', import.meta.url), 'utf8'));
  }
}
