import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Names and words are searched by letters that are one letter to people. */
export class Migration20261127Folded extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-folded.sql', import.meta.url), 'utf8'));
  }
}
