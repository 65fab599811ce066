import { readFileSync } from 'node:fs';
import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';

/** A migration that is one file of SQL, `sql/<name>.sql`. Databases remember it by the name. */
export function fromSql(name: string): MigrationObject {
  return {
    name,
    class: class extends Migration {
      override up(): void {
        this.addSql(readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8'));
      }
    },
  };
}
