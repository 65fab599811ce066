import { expect, test } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import {
  api,
  messenger,
  olena,
  publish,
  writes,
  messagesOf,
  automatic,
  timeline,
  chatWith,
  setUpAsking,
} from './asking-stage.ts';
import { insist } from '#test/integration/support/insist.ts';

setUpAsking();

test('P3: digits of another script are digits', async () => {
  await publish({ requirePhone: true, phoneCountry: 'EG' });
  const { number, says } = await writes();
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  says('٠١٠٠١٢٣٤٥٦٧');
  expect(await chatWith(number, ({ phase }) => phase === 'open')).toMatchObject({ phone: '+201001234567' });
  await until('the thanks', async () => (await automatic(number)).includes('contactThanks'));
});

test('P1: an order in the first word is no phone: the client is asked', async () => {
  await publish({ requirePhone: true });
  const { number } = await writes('uk_UA', 'Де моє замовлення №501234567?');
  expect(await chatWith(number, ({ phase }) => phase === 'collecting_phone')).toMatchObject({ phone: null });
  expect((await messagesOf(number))[0]?.contact).toBeNull();
});

test('K1: an edit of the message corrects the phone; one that takes it out is told', async () => {
  await publish({ requirePhone: true });
  const { number, says, psid } = await writes();
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  const { mid } = says('067 123 45 67');
  await chatWith(number, ({ phone }) => phone === '+380671234567');
  messenger.sendEdit({ mid: mid ?? '', text: '067 123 45 68' });
  await chatWith(number, ({ phone }) => phone === '+380671234568');
  const edited = (await messagesOf(number)).find(({ text }) => text === '067 123 45 68');
  expect(edited).toMatchObject({ contact: { phone: '+380671234568' } });
  messenger.sendEdit({ mid: mid ?? '', text: 'не треба дзвонити' });
  const codes = async () =>
    (await timeline(number)).filter(({ kind }) => kind === 'contact').map((e) => e.reason?.code);
  await until('what was taken out', async () => (await codes()).includes('withdrawn'));
  expect(await codes()).toEqual(['given', 'corrected', 'withdrawn']);

  await insist(() => olena.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  const known = async () =>
    (await api.database.pool.query<{ phone: string }>('select phone from client where psid = $1', [psid])).rows[0]
      ?.phone;
  messenger.sendEdit({ mid: mid ?? '', text: '067 123 45 68' });
  messenger.sendEdit({ mid: mid ?? '', text: '067 123 45 69' });
  await until('the number of a finished chat', async () => (await known()) === '+380671234569');
});

test('K2: a correction in the next message is heard, and the e-mail is still what is asked for', async () => {
  await publish({ requirePhone: true, requireEmail: true });
  const { number, says } = await writes();
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  says('067 123 45 67');
  await chatWith(number, ({ phase }) => phase === 'collecting_email');
  says('ой, помилка: 067 123 45 68');
  expect(await chatWith(number, ({ phone }) => phone === '+380671234568')).toMatchObject({ phase: 'collecting_email' });
  says("o'brien@example.com");
  expect(await chatWith(number, ({ phase }) => phase === 'open')).toMatchObject({
    email: "o'brien@example.com",
    phone: '+380671234568',
  });
  expect(await automatic(number)).toEqual(['askPhone', 'askEmail', 'contactThanks']);
});
