import { fault } from '../../judge/verdict.ts';
import { ARRIVED, chatNumberOf, operatorOf, pageOf } from '../../rig/exchange.ts';
import { type Rig, write } from '../../rig/rig.ts';
import { until, untilSettled } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

/** What a dead sender was uploading is put back after the longest time an upload may last. */
const PUT_BACK_MS = 150_000;

export const x15f: Row = {
  id: 'X15f',
  title: 'the worker is killed while it brings a file to Meta: text and file arrive once each, by themselves',
  traffic: 'alone',
  length: 6,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta, worker } = rig.stack;
    await meta.setFaults(facebookId, [{ kind: 'hang', on: 'uploads', times: 1 }]);
    const ids = await answerWithFile(rig);
    const states = () => ids.map((id) => rig.browser.messages.get(id)?.message.state ?? '');
    const underWay = await until(() => states()[1] === 'sending' || undefined);
    if (!underWay) rig.findings.push(fault('row', 'wrong state', 'the file was not under way'));
    await worker.kill();
    rig.liftedAt = Date.now();
    if (!(await until(() => states().every((state) => ARRIVED.includes(state)) || undefined, PUT_BACK_MS)))
      rig.findings.push(fault('row', 'lost', `text and file of one answer are ${states().join(' and ')}`));
    await meta.setFaults(facebookId, []);
  },
};

/** The messages of an answer of a text and a file. */
async function answerWithFile(rig: Rig): Promise<string[]> {
  const [client] = rig.clients;
  if (!client) throw new Error('nobody writes here');
  await write(rig, client, `${rig.mark} ${client.id} asks for a file`);
  const number = await chatNumberOf(rig, client);
  const { desk } = operatorOf(rig);
  const file = await untilSettled(() => upload(desk.url, desk.credentials));
  const key = { 'idempotency-key': `${rig.mark} with a file` };
  const said = { text: `${rig.mark} here it is`, fileIds: [file.id] };
  type Answered = { id: string; parts: { id: string }[] };
  const { body } = await untilSettled(() => desk.ask<Answered>('POST', `/api/chats/${number}/messages`, said, key));
  return [body.id, ...body.parts.map(({ id }) => id)];
}

async function upload(url: string, credentials: Record<string, string>): Promise<{ status: number; id: string }> {
  const answer = await fetch(`${url}/api/files`, {
    method: 'POST',
    headers: { ...credentials, 'content-type': 'application/octet-stream', 'x-file-name': 'bill.txt' },
    body: 'a bill',
  });
  return { status: answer.status, id: ((await answer.json()) as { id: string }).id };
}
