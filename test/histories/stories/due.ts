import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { fastForward } from '#test/ground/clock.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import { changeDeadline, settingsPublished } from '#workflows/chat/interface.ts';
import { publish, said, leader, begin, settled } from './telling.ts';
import type { Stories } from './story.ts';

const HELD = `select 1 from message where state = 'held' and client_id = $1 having count(*) = $2`;

/** Something comes due, is changed, or fails. */
export const due: Stories = {
  'settings-changed': async (stage) => {
    await publish(stage, { waitingMessage: { enabled: true, minutes: 30 }, autoFinish: { enabled: true, hours: 20 } });
    const { clientId, chatId } = await begin(stage);
    const { id } = await publish(stage, {
      waitingMessage: { enabled: true, minutes: 5 },
      autoFinish: { enabled: true, hours: 20 },
    });
    await stage.handle(clientId).signal(settingsPublished, id);
    const ask = {
      chatId,
      by: stage.olena,
      at: Date.now(),
      after: 0,
      kind: 'change_deadline',
      deadline: 'waiting',
    } as const;
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
  // Asked while the page is broken; mended, the question that was answered meanwhile is left out, thanks leave.
  'judged-again': async (stage) => {
    await publish(stage, { requirePhone: true });
    const { facebookId } = stage.page;
    stage.messenger.setPage(facebookId, { tokenError: { subcode: 460 } });
    const { clientId, psid } = await begin(stage);
    const held = (count: number) =>
      eventually(async () => (await stage.database.pool.query(HELD, [clientId, count])).rowCount);
    await held(1);
    await stage.wrote(psid, 'here it is', Date.now() + 1_000, { phone: '+380671234567' });
    await settled(stage, clientId);
    await held(2);
    stage.messenger.setPage(facebookId, { tokenError: null });
    const sealedToken = stage.keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(facebookId));
    await updatePage(stage.database.pool, stage.page.id, { sealedToken });
    await settled(stage, clientId);
    return clientId;
  },
};
