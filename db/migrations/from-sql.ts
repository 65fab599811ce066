import { readFileSync } from 'node:fs';
import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';

/** A migration is one file of SQL in the folder of its month, `sql/<month>/<name>.sql`; databases remember its name. */
export function fromSql(name: string): MigrationObject {
  return {
    name,
    class: class extends Migration {
      override up(): void {
        const month = name.slice(0, 'yyyymm'.length);
        this.addSql(readFileSync(new URL(`./sql/${month}/${name}.sql`, import.meta.url), 'utf8'));
      }
    },
  };
}
