import { expect } from 'vitest';
import type { PersonName } from '#test/integration/support/company.ts';
import type { Stage } from './stage.ts';

/** The language that a person pressed is with the server: whatever is opened after that speaks it. */
export async function untilSpoken({ api }: Pick<Stage, 'api'>, who: PersonName, language: 'uk' | 'en'): Promise<void> {
  const kept = 'select 1 from employee where id = $1 and language = $2';
  const { id } = api.people[who];
  await expect.poll(async () => (await api.database.pool.query(kept, [id, language])).rowCount).toBe(1);
}
