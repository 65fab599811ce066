import { randomUUID } from 'node:crypto';
import { acceptEvents } from '#db/inbound/accept.ts';
import { pendingInputs } from '#db/inbox/inputs.ts';
import { tellChat } from '#api/relay/tell.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { fastForward } from '#test/ground/clock.ts';
import { eventually, type Stage } from '#test/integration/workflows/stage.ts';
import {
  addOperator,
  changeDeadline,
  changeStatus,
  CHAT_TASK_QUEUE,
  chatWorkflowId,
  inputsReceived,
  removeOperator,
  settingsPublished,
} from '#workflows/chat/interface.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';

/** One way through a chat each; returns the client whose chat it was. */
export const stories: Record<string, (stage: Stage) => Promise<string>> = {
  answered: async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    await stage.wrote(psid, 'thanks');
    await settled(stage, clientId);
    return clientId;
  },
  finished: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    await stage.finish(clientId, chatId);
    return clientId;
  },
  operators: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0 };
    const handle = stage.handle(clientId);
    await handle.executeUpdate(addOperator, { args: [{ ...ask, kind: 'add_operator', employeeId: stage.olena, onlyIfNobody: true }] });
    await handle.executeUpdate(addOperator, { args: [{ ...ask, kind: 'add_operator', employeeId: stage.taras, onlyIfNobody: false }] });
    await handle.executeUpdate(changeStatus, { args: [{ ...ask, kind: 'change_status', to: 'in_progress' }] });
    await handle.executeUpdate(removeOperator, { args: [{ ...ask, kind: 'remove_operator', employeeId: stage.olena }] });
    return clientId;
  },
  'window-closed': async (stage) => {
    const { clientId } = await begin(stage);
    await fastForward(stage.temporal, stage.handle(clientId), WINDOW_MS + 60_000);
    await eventually(async () => (await stage.database.pool.query(`select 1 from timeline
       where kind = 'window_closed'`)).rowCount);
    return clientId;
  },
  rolled: async (stage) => {
    const psid = newPerson(stage);
    const clientId = await stage.wrote(psid, 'first');
    const start = { clientId, pageId: stage.page.id, rollAt: 12 };
    const workflowId = chatWorkflowId(clientId);
    await stage.temporal.workflow.start<typeof chatWorkflow>('chatWorkflow', { workflowId, taskQueue: CHAT_TASK_QUEUE, args: [start] });
    for (let n = 0; n < 6; n += 1) {
      await settled(stage, clientId);
      await stage.wrote(psid, `more ${n}`);
    }
    await settled(stage, clientId);
    return clientId;
  },
  forgotten: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.handle(clientId).terminate('its data is gone');
    await stage.wrote(psid, 'after');
    await settled(stage, clientId);
    return clientId;
  },
  // Reset to its first task by Temporal's own tool: taken up again, told again what it had been told.
  reset: async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    await stage.wrote(psid, 'more');
    await settled(stage, clientId);
    const handle = stage.handle(clientId);
    const [{ runId }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
    const tasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: done }) => done);
    await stage.temporal.workflowService.resetWorkflowExecution({
      namespace: stage.temporal.options.namespace,
      workflowExecution: { workflowId: chatWorkflowId(clientId), runId },
      reason: 'repair',
      requestId: randomUUID(),
      workflowTaskFinishEventId: tasks.at(-1)?.eventId ?? null,
    });
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    return clientId;
  },
  // Its saves build on another past than PostgreSQL's: stale once, then taken up again by a word of the relay's.
  stale: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.database.pool.query(`update chat
       set trail = '[{"seq":1,"token":"another","run":"another","final":true,"inputs":[]}]'
       where client_id = $1`, [clientId]);
    await stage.wrote(psid, 'more');
    await settled(stage, clientId);
    await tellChat(stage.temporal, { clientId, pageId: stage.page.id }, [], { epoch: 0, anew: true });
    await stage.wrote(psid, 'and more');
    await settled(stage, clientId);
    return clientId;
  },
  // Asked for the phone out of hours: told when we are back, not understood once, then thanked; the wait runs out.
  asked: async (stage) => {
    const week = { mon: [['00:00', '00:01']] } as never;
    await publish(stage, {
      requirePhone: true,
      outOfHoursMessage: true,
      workingHours: { timeZone: 'Europe/Kyiv', week, exceptions: [] },
      waitingMessage: { enabled: true, minutes: 10 },
    });
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, 'no phone here', Date.now() + 1_000);
    await settled(stage, clientId);
    await stage.wrote(psid, 'here it is', Date.now() + 2_000, { phone: '+380671234567' });
    await settled(stage, clientId);
    await fastForward(stage.temporal, stage.handle(clientId), 11 * 60_000);
    await eventually(async () => (await said(stage, clientId)).includes('waiting'));
    return clientId;
  },
  // Gives the phone, corrects it by an edit while the e-mail is asked for, and takes it out after the thanks.
  corrected: async (stage) => {
    await publish(stage, { requirePhone: true, requireEmail: true });
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, '067 123 45 67', Date.now() + 1_000, { phone: '+380671234567' });
    await settled(stage, clientId);
    await edit(stage, psid, '067 123 45 68', { phone: '+380671234568' });
    await settled(stage, clientId);
    await stage.wrote(psid, 'm@example.com', Date.now() + 2_000, { email: 'm@example.com' });
    await settled(stage, clientId);
    await edit(stage, psid, 'нічого', {});
    await settled(stage, clientId);
    return clientId;
  },
  'settings-changed': async (stage) => {
    await publish(stage, { waitingMessage: { enabled: true, minutes: 30 }, autoFinish: { enabled: true, hours: 20 } });
    const { clientId, chatId } = await begin(stage);
    const { id } = await publish(stage, { waitingMessage: { enabled: true, minutes: 5 }, autoFinish: { enabled: true, hours: 20 } });
    await stage.handle(clientId).signal(settingsPublished, id);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0, kind: 'change_deadline', deadline: 'waiting' } as const;
    await stage.handle(clientId).executeUpdate(changeDeadline, { args: [{ ...ask, to: 0 }] });
    await eventually(async () => (await said(stage, clientId)).includes('waiting'));
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    await fastForward(stage.temporal, stage.handle(clientId), 21 * 3_600_000).catch(() => undefined);
    await eventually(async () => (await said(stage, clientId)).includes('finished'));
    return clientId;
  },
  // Given to an operator, who does not answer: to the next one, who goes on leave; nobody is left.
  routed: async (stage) => {
    await publish(stage, {
      distribution: 'even',
      absentOperators: 'at_once',
      escalation: [{ minutes: 5, clock: 'wall', to: 'next', id: null }],
    });
    const { clientId } = await begin(stage);
    const first = await leader(stage, clientId, (id) => id !== null);
    await fastForward(stage.temporal, stage.handle(clientId), 6 * 60_000);
    const second = await leader(stage, clientId, (id) => id !== null && id !== first);
    await stage.database.pool.query(
      `insert into leave (employee_id, from_at, to_at) values ($1, now(), now() + interval '1 day')`,
      [second],
    );
    await leader(stage, clientId, (id) => id === null);
    await eventually(async () => {
      await stage.relay();
      return (await stage.database.pool.query(`select 1 from timeline where kind = 'nobody'`)).rowCount;
    });
    return clientId;
  },
  'answer-failed': async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    stage.messenger.setBlocked({ page: stage.page.facebookId, psid, blocked: true });
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    const isFailed = 'select 1 from chat_input where client_id = $1 and kind = $2';
    await eventually(async () => (await stage.database.pool.query(isFailed, [clientId, 'answer_failed'])).rowCount);
    await settled(stage, clientId);
    return clientId;
  },
  outage: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, 'more');
    const { inputs } = await pendingInputs(stage.database.pool, clientId);
    const handle = stage.handle(clientId);
    const untilTried = (times: number) =>
      eventually(async () => ((await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0) >= times);
    await stage.database.pool.query('alter table client rename to client_away');
    await handle.signal(inputsReceived, inputs);
    await untilTried(11);
    // Told again after a while, it gives up waiting and tries at once, in vain.
    await handle.signal(inputsReceived, []);
    await eventually(async () => (await handle.fetchHistory()).events?.some((event) => event.activityTaskCanceledEventAttributes));
    await untilTried(2);
    await stage.database.pool.query('alter table client_away rename to client');
    await settled(stage, clientId);
    return clientId;
  },
};

const publish = (stage: Stage, settings: SettingsPatch) =>
  publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => settings,
  );

/** The client changes their message with the number. */
async function edit(stage: Stage, psid: string, text: string, contact: { phone?: string }): Promise<void> {
  const { rows } = await stage.database.pool.query<{ mid: string; edits: number }>(
    `select mid, edits + 1 as edits from message where direction = 'in' and contact ->> 'phone' is not null
       and client_id = (select id from client where psid = $1)`,
    [psid],
  );
  const { mid = '', edits = 1 } = rows[0] ?? {};
  const arrived = { key: `edit ${randomUUID()}`, pageFacebookId: stage.page.facebookId, psid, at: Date.now(), raw: '{}' };
  await acceptEvents(stage.database.pool, [{ ...arrived, kind: 'edit', mid, text, edits, contact, answer: contact }]);
}

async function said(stage: Stage, clientId: string): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ kind: string }>(
    `select kind from message where client_id = $1 and via = 'automatic' order by seq`,
    [clientId],
  );
  return rows.map(({ kind }) => kind);
}

/** Who leads the client's chat, once it is whom `fits` waits for. */
async function leader(stage: Stage, clientId: string, fits: (id: string | null) => boolean): Promise<string | null> {
  const find = `select (select o.employee_id from chat_operator o where o.chat_id = c.id and o.position = 0) as id
     from chat c where c.client_id = $1`;
  const found = await eventually(async () => {
    await stage.relay();
    const id = ((await stage.database.pool.query(find, [clientId])).rows[0]?.id ?? null) as string | null;
    return fits(id) && { id };
  });
  return found.id;
}

function newPerson(stage: Stage): string {
  return stage.messenger.createClient({ firstName: 'Марія' }).psids[stage.page.facebookId] ?? '';
}

async function begin(stage: Stage) {
  const psid = newPerson(stage);
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'first' });
  const clientId = await stage.wrote(psid, 'first');
  await settled(stage, clientId);
  const { rows } = await stage.database.pool.query<{ id: string }>(`select id from chat
     where client_id = $1`, [clientId]);
  return { psid, clientId, chatId: rows[0]?.id ?? '' };
}

async function settled(stage: Stage, clientId: string): Promise<void> {
  await eventually(async () => {
    await stage.relay();
    const open = 'select 1 from chat_input where client_id = $1 and decided_at is null';
    return (await stage.database.pool.query(open, [clientId])).rowCount === 0;
  });
}
