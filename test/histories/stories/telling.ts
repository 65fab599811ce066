import { randomUUID } from 'node:crypto';
import { acceptEvents } from '#db/inbound/accept.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { eventually, type Stage } from '#test/integration/workflows/stage.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

export const publish = (stage: Stage, settings: SettingsPatch) =>
  publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => settings,
  );

/** The client changes their message with the number. */
export async function edit(stage: Stage, psid: string, text: string, contact: { phone?: string }): Promise<void> {
  const { rows } = await stage.database.pool.query<{ mid: string; edits: number }>(
    `select mid, edits + 1 as edits from message where direction = 'in' and contact ->> 'phone' is not null
       and client_id = (select id from client where psid = $1)`,
    [psid],
  );
  const { mid = '', edits = 1 } = rows[0] ?? {};
  const arrived = {
    key: `edit ${randomUUID()}`,
    pageFacebookId: stage.page.facebookId,
    psid,
    at: Date.now(),
    raw: '{}',
  };
  await acceptEvents(stage.database.pool, [{ ...arrived, kind: 'edit', mid, text, edits, contact, answer: contact }]);
}

export async function said(stage: Stage, clientId: string): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ kind: string }>(
    `select kind from message where client_id = $1 and via = 'automatic' order by seq`,
    [clientId],
  );
  return rows.map(({ kind }) => kind);
}

/** Who leads the client's chat, once it is whom `fits` waits for. */
export async function leader(
  stage: Stage,
  clientId: string,
  fits: (id: string | null) => boolean,
): Promise<string | null> {
  const find = `select (select o.employee_id from chat_operator o where o.chat_id = c.id and o.position = 0) as id
     from chat c where c.client_id = $1`;
  const found = await eventually(async () => {
    await stage.relay();
    const id = ((await stage.database.pool.query(find, [clientId])).rows[0]?.id ?? null) as string | null;
    return fits(id) && { id };
  });
  return found.id;
}

export function newPerson(stage: Stage): string {
  return stage.messenger.createClient({ firstName: 'Марія' }).psids[stage.page.facebookId] ?? '';
}

export async function begin(stage: Stage) {
  const psid = newPerson(stage);
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'first' });
  const clientId = await stage.wrote(psid, 'first');
  await settled(stage, clientId);
  const { rows } = await stage.database.pool.query<{ id: string }>(
    `select id from chat
     where client_id = $1`,
    [clientId],
  );
  return { psid, clientId, chatId: rows[0]?.id ?? '' };
}

export async function settled(stage: Stage, clientId: string): Promise<void> {
  await eventually(async () => {
    await stage.relay();
    const open = 'select 1 from chat_input where client_id = $1 and decided_at is null';
    return (await stage.database.pool.query(open, [clientId])).rowCount === 0;
  });
}
