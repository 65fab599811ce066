import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** The ground: employees, pages, clients, chats, messages, the inbox queue, the change feed. */
export class Migration20261123First extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261123-first.sql', import.meta.url), 'utf8'));
  }
}
