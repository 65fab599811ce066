import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What work that nobody asks for is shared by: the pace of each page, who sends, whose turn it is. */
export class Migration20261127Room extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-room.sql', import.meta.url), 'utf8'));
  }
}
