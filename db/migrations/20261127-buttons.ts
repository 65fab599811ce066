import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Whether a client's contact was typed or tapped on a button of Messenger's. */
export class Migration20261127Buttons extends Migration {
  override up(): void {
    this.addSql(readFileSync(new URL('./20261127-buttons.sql', import.meta.url), 'utf8'));
  }
}
