import { openHost } from '#test/integration/attacks/attachments/cdn.ts';
import { takeStoreAway } from '#test/ground/store-away.ts';
import { PNG } from '#test/integration/support/png.ts';
import { fault } from '../../judge/verdict.ts';
import { fileOf, sayWithFiles } from '../../rig/attached.ts';
import { ARRIVED, chatNumberOf, operatorOf } from '../../rig/exchange.ts';
import { type Rig, write } from '../../rig/rig.ts';
import { until, untilSettled } from '../../rig/wait.ts';
import { upload } from '../processes/upload.ts';
import type { Row } from '../row.ts';

/** How each of the files ends: what it is by what it holds, or why it cannot be had. */
const ENDS: Record<string, string> = {
  good: 'ready image',
  late: 'ready image',
  lying: 'ready file',
  gone: 'failed gone',
  endless: 'refused too_large',
  inside: 'refused host',
};

export const x24s: Row = {
  id: 'X24s',
  title: 'the store of files is away (X27), their host slow, endless, lying, gone: all stand, what can be had comes',
  traffic: 'alone',
  length: 2,
  inject: async (rig) => {
    const inside = await openHost((_, response) => response.end('secret'));
    const [client] = rig.clients;
    if (!client) throw new Error('nobody writes here');
    await write(rig, client, `${rig.mark} ${client.id} asks for a file`);
    const number = await chatNumberOf(rig, client);
    const before = await untilSettled(() => upload(operatorOf(rig).desk, 'before'));
    answerAs(rig, inside.origin);
    const store = takeStoreAway(rig.stack.folder);
    const url = (name: string) => `${rig.stack.cdn.origin}/${rig.mark}/${name}`;
    await sayWithFiles(
      rig,
      Object.keys(ENDS).map((words) => ({ words, type: 'image', url: url(words) })),
    );
    await expectRefused(rig);
    const ids = await answer(rig, number, before.id);
    const states = () => ids.map((id) => rig.browser.messages.get(id)?.message.state ?? '');
    // The text is there; its file waits for the store.
    await until(() => ARRIVED.includes(states()[0] ?? '') || undefined);
    if (states()[1] === 'failed') rig.findings.push(fault('row', 'lost', 'a file failed for a store that was away'));
    store.bringBack();
    rig.liftedAt = Date.now();
    if (!(await until(() => states().every((state) => ARRIVED.includes(state)) || undefined)))
      rig.findings.push(fault('row', 'lost', `text and file of one answer are ${states().join(' and ')}`));
    await expectEnds(rig);
    if (inside.connections() > 0) rig.findings.push(fault('row', 'wrong state', 'something inside was asked'));
    await inside.close();
  },
};

/** What the host of files does at each path. */
function answerAs({ stack, mark }: Rig, inside: string): void {
  let late = 0;
  const { answers } = stack.cdn;
  const say = (name: string, listener: Parameters<typeof answers.set>[1]) => answers.set(`/${mark}/${name}`, listener);
  say('good', (_, response) => response.end(PNG));
  // No answer the first time.
  say('late', (_, response) => (late++ > 0 ? response.end(PNG) : undefined));
  say('lying', (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<script>1</script>'));
  say('inside', (_, response) => response.writeHead(302, { location: `${inside}/` }).end());
  say('endless', (_, response) => {
    const more = (): void => void (response.writable && response.write(Buffer.alloc(1_000_000), more));
    more();
  });
}

/** An upload is refused in words of its own, and nothing of it is kept. */
async function expectRefused(rig: Rig): Promise<void> {
  const { status, code } = await upload(operatorOf(rig).desk, 'meanwhile');
  if (status !== 503 || code !== 'FILES_UNAVAILABLE')
    rig.findings.push(fault('row', 'wrong state', `an upload without a store was answered ${status} ${code}`));
}

/** A text and a file that was uploaded before; its messages. */
async function answer(rig: Rig, number: number, fileId: string): Promise<string[]> {
  const { desk } = operatorOf(rig);
  const key = { 'idempotency-key': `${rig.mark} without a store` };
  const said = { text: `${rig.mark} here it is`, fileIds: [fileId] };
  type Answered = { id: string; parts: { id: string }[] };
  const { body } = await untilSettled(() => desk.ask<Answered>('POST', `/api/chats/${number}/messages`, said, key));
  return [body.id, ...body.parts.map(({ id }) => id)];
}

async function expectEnds(rig: Rig): Promise<void> {
  const told = (words: string) => {
    const { state, kind, reason } = fileOf(rig, words) ?? {};
    return `${state} ${state === 'ready' ? kind : reason}`;
  };
  const open = () => Object.keys(ENDS).filter((words) => told(words) !== ENDS[words]);
  if (await until(() => open().length === 0 || undefined)) return;
  for (const words of open()) rig.findings.push(fault('row', 'lost', `the ${words} file is ${told(words)}`));
}
