import { PNG } from '#test/integration/support/png.ts';
import { fault } from '../../judge/verdict.ts';
import { fileOf, sayWithFiles } from '../../rig/attached.ts';
import { ARRIVED, chatNumberOf, operatorOf, pageOf } from '../../rig/exchange.ts';
import { type Rig, write } from '../../rig/rig.ts';
import { until, untilSettled } from '../../rig/wait.ts';
import type { Row } from '../row.ts';
import { upload } from './upload.ts';

/** What a dead worker had in hand is taken up after the longest time that may last, both ways. */
const PUT_BACK_MS = 150_000;

export const x15f: Row = {
  id: 'X15f',
  title: 'the worker is killed while it brings a file to Meta, between two others, and fetches one: each is there once',
  traffic: 'alone',
  length: 8,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta, worker } = rig.stack;
    const incoming = await beginFetching(rig);
    await meta.setFaults(facebookId, [{ kind: 'hang', on: 'uploads', times: 1 }]);
    const ids = await answerWithFiles(rig);
    const states = () => ids.map((id) => rig.browser.messages.get(id)?.message.state ?? '');
    // The text has left, the first file is on its way, the second one waits for it.
    const underWay = await until(() => (states()[1] === 'sending' && incoming.isAsked()) || undefined);
    if (!underWay) rig.findings.push(fault('row', 'wrong state', `under way were ${states().join(', ')}`));
    await worker.kill();
    rig.liftedAt = Date.now();
    if (!(await until(() => states().every((state) => ARRIVED.includes(state)) || undefined, PUT_BACK_MS)))
      rig.findings.push(fault('row', 'lost', `text and files of one answer are ${states().join(', ')}`));
    if (!(await until(() => fileOf(rig, WORDS)?.state === 'ready' || undefined, PUT_BACK_MS)))
      rig.findings.push(fault('row', 'lost', `the file that was being fetched is ${fileOf(rig, WORDS)?.state}`));
    await meta.setFaults(facebookId, []);
  },
};

const WORDS = 'a picture under way';

/** A client's picture, whose host says nothing the first time. */
async function beginFetching(rig: Rig): Promise<{ isAsked(): boolean }> {
  const { cdn } = rig.stack;
  const path = `/${rig.mark}/under-way`;
  const isAsked = () => cdn.asked.includes(path);
  cdn.answers.set(path, (_, response) => {
    if (cdn.asked.filter((one) => one === path).length > 1) response.end(PNG);
  });
  await sayWithFiles(rig, [{ words: WORDS, type: 'image', url: `${cdn.origin}${path}` }]);
  return { isAsked };
}

/** The messages of an answer of a text and two files. */
async function answerWithFiles(rig: Rig): Promise<string[]> {
  const [client] = rig.clients;
  if (!client) throw new Error('nobody writes here');
  await write(rig, client, `${rig.mark} ${client.id} asks for files`);
  const number = await chatNumberOf(rig, client);
  const { desk } = operatorOf(rig);
  const fileIds = [];
  for (const words of ['a bill', 'a plan']) fileIds.push((await untilSettled(() => upload(desk, words))).id);
  const key = { 'idempotency-key': `${rig.mark} with files` };
  const said = { text: `${rig.mark} here they are`, fileIds };
  type Answered = { id: string; parts: { id: string }[] };
  const { body } = await untilSettled(() => desk.ask<Answered>('POST', `/api/chats/${number}/messages`, said, key));
  return [body.id, ...body.parts.map(({ id }) => id)];
}
