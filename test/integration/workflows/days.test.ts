import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishVersion } from '#db/settings/publish.ts';
import { fastForward } from '#test/ground/clock.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { eventually, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const weekday = [['09:00', '18:00']] as [string, string][];
const week: SettingsPatch = {
  workingHours: {
    timeZone: 'Europe/Kyiv',
    week: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
    exceptions: [{ date: '2027-03-29', intervals: [], name: 'Holiday' }],
  },
  waitingMessage: { enabled: true, minutes: 30, clock: 'working' },
};

/** One client's chat whose clock runs ahead of ours. */
async function openChat() {
  const client = stage.messenger.createClient({ firstName: 'Марія', locale: 'uk_UA' });
  const psid = client.psids[stage.page.facebookId] ?? '';
  const says = async (text: string, at: number) => {
    // Meta's own window is on real time.
    stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text });
    const clientId = await stage.wrote(psid, text, at);
    await settled(clientId);
    return clientId;
  };
  const clientId = await says('first', Date.now());
  let ahead = 0;
  const moveTo = async (moment: string) => {
    const ms = Date.parse(moment) - Date.now() - ahead;
    await fastForward(stage.temporal, stage.handle(clientId), ms);
    ahead += ms;
  };
  const saysAt = async (moment: string, text: string) => {
    await moveTo(moment);
    await says(text, Date.parse(moment));
  };
  const [chat] = await query('select id from chat where client_id = $1', clientId);
  // From here to the days in question nobody waits.
  await stage.answer(chat.id, 'an answer');
  await settled(clientId);
  return { clientId, chatId: chat.id as string, moveTo, saysAt };
}

const publish = (patch: SettingsPatch) =>
  publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => patch,
  );

async function settled(clientId: string): Promise<void> {
  await eventually(async () => {
    await stage.relay();
    const open = await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId);
    return open.length === 0;
  });
}

/** What was said, or not, by itself: the template, why, and when it was due; without that, the hour in which. */
const said = async (chatId: string) =>
  (
    await query(
      `select kind, reason ->> 'template' as template, reason ->> 'code' as code,
         coalesce(due_at, date_trunc('hour', at + interval '1 minute')) as moment
       from timeline where chat_id = $1 and kind in ('said', 'not_said') order by seq, n`,
      chatId,
    )
  ).map(({ kind, template, code, moment }) => `${kind} ${template}, ${code}, ${moment.toISOString()}`);

test('F16: outside Meta’s window the waiting message is left out, and the timeline says why', async () => {
  const { chatId, moveTo, saysAt } = await openChat();
  await publish(week);
  await saysAt('2027-03-26T17:50:00+02:00', 'friday');
  await moveTo('2027-03-30T12:00:00+03:00');
  await eventually(async () => (await said(chatId)).length === 1);
  expect(await said(chatId)).toEqual(['not_said waiting, window_closed, 2027-03-30T06:20:00.000Z']);
  expect(await query(`select 1 from message where chat_id = $1 and via = 'automatic'`, chatId)).toEqual([]);
});

test('F15, F16, F17: over a weekend, a holiday and the change of clocks a chat sends what is due, then', async () => {
  const { clientId, chatId, moveTo, saysAt } = await openChat();
  await moveTo('2027-03-26T17:40:00+02:00');
  await publish({ ...week, outOfHoursMessage: true, autoFinish: { enabled: true, hours: 20 } });
  // Friday, ten to six in Kyiv (UTC+2): somebody is there. Half an hour of work is over on Tuesday at 09:20, outside
  // Meta's window.
  await saysAt('2027-03-26T17:50:00+02:00', 'friday');
  // Sunday night, after the clocks changed (UTC+3); Monday is a holiday.
  await saysAt('2027-03-28T23:00:00+03:00', 'sunday');
  await saysAt('2027-03-28T23:30:00+03:00', 'sunday again');
  await saysAt('2027-03-30T08:30:00+03:00', 'tuesday');
  await moveTo('2027-03-30T10:00:00+03:00');
  await eventually(async () => (await said(chatId)).length >= 2);
  await stage.answer(chatId, 'an answer at last');
  await settled(clientId);
  // An end waits for an answer that is on its way: an hour, which this clock would not see.
  const onItsWay = `select 1 from message
    where chat_id = $1 and via = 'desk' and state in ('queued', 'sending', 'held')`;
  await eventually(async () => (await query(onItsWay, chatId)).length === 0);
  // Twenty hours after the last word, and still inside the window, the chat ends by itself: its clock goes no further,
  // which the engine says or, where it had not yet noticed, does not.
  await moveTo('2027-03-31T05:00:00+03:00').catch((error: Error) => expect(error.message).toContain('ended before'));
  await eventually(async () => (await query('select status from chat where id = $1', chatId))[0].status === 'finished');

  expect(await said(chatId)).toEqual([
    'said outOfHours, out_of_hours, 2027-03-28T20:00:00.000Z',
    'said waiting, no_answer, 2027-03-30T06:20:00.000Z',
    'said finished, silence, 2027-03-31T01:30:00.000Z',
  ]);
  await expectWords(chatId);
});

/** What was said by itself, and that all of it has left. */
async function expectWords(chatId: string): Promise<void> {
  const messages = await query(
    `select kind, text, language, language_reason from message where chat_id = $1 and via = 'automatic' order by seq`,
    chatId,
  );
  expect(messages).toMatchObject([
    {
      kind: 'outOfHours',
      language: 'uk',
      language_reason: 'language',
      text: expect.stringContaining('вівторок, 30 березня о 09:00'),
    },
    { kind: 'waiting', text: expect.stringMatching(/^Марія, ми пам’ятаємо/) },
    { kind: 'finished' },
  ]);
  await eventually(
    async () =>
      (
        await query(
          `select 1 from message where chat_id = $1 and via = 'automatic' and state not in ('sent', 'delivered')`,
          chatId,
        )
      ).length === 0,
  );
}
