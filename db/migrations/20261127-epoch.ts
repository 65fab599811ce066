import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Which saves a chat's row goes back to: a save out of another past is told from the next one. */
export class Migration20261127Epoch extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-epoch.sql', import.meta.url), 'utf8'));
  }
}
