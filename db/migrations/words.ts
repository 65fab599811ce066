import { Migration } from '@mikro-orm/migrations';
import { readFileSync } from 'node:fs';
import { withoutWords } from '#db/routing/without-words.ts';
import type { Policy, Question } from '#workflows/routing/vocabulary.ts';

const AT_ONCE = 1_000;
const NONE = '00000000-0000-0000-0000-000000000000';

interface Row {
  id: string;
  question: Pick<Question, 'chat'>;
  policy: Policy;
}

/**
 * Records of routing forget the client's words, and can be deleted by age; which rules the words had matched is written
 * in their place.
 */
export class ForgetWords extends Migration {
  override async up(): Promise<void> {
    await this.execute(readFileSync(new URL('./sql/202611/20261127-words.sql', import.meta.url), 'utf8'));
    for (let after = NONE, more = true; more;) {
      const rows = await this.read(after);
      if (rows.length > 0) await this.forget(rows);
      after = rows.at(-1)?.id ?? after;
      more = rows.length === AT_ONCE;
    }
  }

  private async read(after: string): Promise<Row[]> {
    return (await this.execute(
      `select r.id, jsonb_build_object('chat', r.question -> 'chat') as question, p.policy
       from routing_record r join routing_policy p on p.hash = r.policy_hash where r.id > ?::uuid order by r.id
         limit ?`,
      [after, AT_ONCE],
    )) as unknown as Row[];
  }

  private async forget(rows: Row[]): Promise<void> {
    const kept = rows.map(({ id, question, policy }) => {
      const { chat } = withoutWords({ ...question, policy });
      return { id, words: chat.words };
    });
    await this.execute(
      `update routing_record r set question = jsonb_set(r.question, '{chat,words}', k.words)
       from jsonb_to_recordset(?::jsonb) as k(id uuid, words jsonb) where r.id = k.id`,
      [JSON.stringify(kept)],
    );
  }
}
