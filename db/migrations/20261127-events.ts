import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Events that wait for their message, deliveries that wait to be read, and the window an advertisement may open. */
export class Migration20261127Events extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-events.sql', import.meta.url), 'utf8'));
  }
}
