import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Personal tokens have an end. */
export class Migration20261127TokenEnd extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-token-end.sql', import.meta.url), 'utf8'));
  }
}
