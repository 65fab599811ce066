import { expect, test } from 'vitest';
import { createGraph, type Graph } from '#activities/messenger/graph.ts';
import { abandoned } from '#activities/outbox/abandoned.ts';
import { sender } from '#activities/outbox/sender.ts';
import { startBackground } from '#platform/background.ts';
import { addFile } from '#test/integration/files/add-file.ts';
import { PNG } from '#test/integration/support/png.ts';
import { working } from '#test/integration/support/outbox.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import { deps, out, pool, setUpSending, stage, stateOf } from './sending-stage.ts';

setUpSending();

const picture = (name: string, content: Buffer = Buffer.concat([PNG, Buffer.from(name)])) =>
  addFile(pool(), stage.store, { name, mime: 'image/png', kind: 'image', content, authorId: stage.olena });

/** A person whom Meta lets the page write to, and a file on its way to them. */
async function onItsWay(file: { id: string; name: string }) {
  const { facebookId: page, id: pageId } = stage.page;
  const psid = stage.messenger.createClient({ firstName: 'Марія' }).psids[page] ?? '';
  stage.messenger.sendMessage({ page, psid, text: 'Надішліть фото' });
  const id = await out.queue(pageId, '', { client: await out.client(pageId, psid) });
  const attachments = JSON.stringify([{ type: 'image', name: file.name }]);
  await pool().query('update message set file_id = $2, attachments = $3 where id = $1', [id, file.id, attachments]);
  return { id, psid };
}

const sent = (...ids: string[]) =>
  working([sender(deps())], async () =>
    (await Promise.all(ids.map(stateOf))).every((state) => ['sent', 'delivered'].includes(state)),
  );
const brought = () => stage.messenger.uploads(stage.page.facebookId);
const received = (psid: string) =>
  stage.messenger
    .thread({ page: stage.page.facebookId, psid })
    .messages.filter(({ from }) => from === 'page')
    .map(({ attachments }) => decodeURIComponent(String(attachments?.[0]?.payload?.['url']).split('?')[0] ?? ''));

test('F40: a file is brought to Meta once, then sent by its id; under another name it is another one', async () => {
  const file = await picture('вітрина.png');
  const before = brought().length;
  const people = [await onItsWay(file), await onItsWay(file), await onItsWay(file)];
  await sent(...people.map(({ id }) => id));
  expect(brought().length - before).toBe(1);
  const later = await onItsWay(file);
  await sent(later.id);
  expect(brought().length - before).toBe(1);
  const renamed = await onItsWay({ ...file, name: 'фасад.png' });
  await sent(renamed.id);
  expect(brought().length - before).toBe(2);
  for (const { psid } of [...people, later]) expect(received(psid)).toEqual([expect.stringMatching(/вітрина\.png$/)]);
  expect(received(renamed.psid)).toEqual([expect.stringMatching(/фасад\.png$/)]);
});

test('F40: what Meta has forgotten is brought anew, and arrives once', async () => {
  const file = await picture('забуте.png');
  const first = await onItsWay(file);
  await sent(first.id);
  const [known] = brought().slice(-1);
  stage.messenger.forgetUpload(known?.id ?? '');
  const second = await onItsWay(file);
  await sent(second.id);
  expect([received(first.psid).length, received(second.psid).length]).toEqual([1, 1]);
  expect(brought().at(-1)?.id).not.toBe(known?.id);
});

test('X14: an upload that was cut is made again, and what it was for arrives once', async () => {
  const page = stage.page.facebookId;
  stage.messenger.setFaults([{ kind: 'cut', on: 'uploads', page, times: 1 }]);
  const { id, psid } = await onItsWay(await picture('обірване.png'));
  await sent(id);
  stage.messenger.setFaults([]);
  expect(received(psid)).toHaveLength(1);
});

test('X15: what a dead sender was uploading goes again, and arrives once, also if that one lives', async () => {
  const real = createGraph(stage.messenger.url, '');
  const goOn = Promise.withResolvers<void>();
  const graph: Graph = {
    ...real,
    postForm: async (path, form, token) => {
      await goOn.promise;
      return real.postForm(path, form, token);
    },
  };
  const { id, psid } = await onItsWay(await picture('довге.png'));
  const first = startBackground([sender(deps(graph))], deps().log);
  await expect.poll(() => stateOf(id)).toBe('sending');
  await pool().query(`update message set sending_at = now() - interval '2 minutes' where id = $1`, [id]);
  // Put back, it may be taken at once, by the very same one.
  await working([abandoned(deps())], async () => (await out.read(id))[0].attempts === 2);
  goOn.resolve();
  await eventually(async () => ['sent', 'delivered'].includes(await stateOf(id)));
  await first.stop();
  expect(received(psid)).toHaveLength(1);
});
