import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Past chats as examples of what is to happen. */
export class Migration20261125Golden extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261125-golden.sql', import.meta.url), 'utf8'));
  }
}
