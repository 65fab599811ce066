import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What is not all right, for the watchers and for the admins' page. */
export class Migration20261127Trouble extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-trouble.sql', import.meta.url), 'utf8'));
  }
}
