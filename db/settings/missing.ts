import type { Sql } from '#db/connection/transaction.ts';
import { findFiles } from '#db/files/read.ts';
import type { Fault } from '#workflows/checking/faults.ts';
import { type MentionKind, mentionsIn, missingFaults } from '#workflows/checking/mentions.ts';
import { findNamed } from './named.ts';

/** What settings name and what is not there. A file that is, stays: what settings name is never removed. */
export async function missingIn(sql: Sql, patch: object): Promise<Fault[]> {
  const mentions = mentionsIn(patch);
  const idsOf = (kind: MentionKind) => mentions.filter((mention) => mention.kind === kind).map(({ id }) => id);
  const files = await findFiles(sql, idsOf('file'));
  const named = mentions.some(({ kind }) => kind !== 'file')
    ? await findNamed(sql, {
        team: idsOf('team'),
        person: idsOf('person'),
        page: idsOf('page'),
        source: idsOf('source'),
        orderSource: idsOf('orderSource'),
        company: idsOf('company'),
      })
    : NOBODY;
  return missingFaults(mentions, { ...named, file: new Set(files.map(({ id }) => id)) });
}

const NOBODY = {
  team: new Set<string>(),
  person: new Set<string>(),
  page: new Set<string>(),
  source: new Set<string>(),
  orderSource: new Set<string>(),
  company: new Set<string>(),
};
