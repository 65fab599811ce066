import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Files that go out with automatic messages. */
export class Migration20261124Files extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261124-files.sql', import.meta.url), 'utf8'));
  }
}
