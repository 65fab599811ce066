import { Migration20261123First } from '#db/migrations/20261123-first.ts';

/** In the order they are applied; forward only. */
export const migrations = [{ name: '20261123-first', class: Migration20261123First }];
