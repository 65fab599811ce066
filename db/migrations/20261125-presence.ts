import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Who is at their desk, who is on leave, teams, and what operators know and can carry. */
export class Migration20261125Presence extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261125-presence.sql', import.meta.url), 'utf8'));
  }
}
