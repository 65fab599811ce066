import { afterAll, describe, expect, test } from 'vitest';
import { createFileStore } from '#platform/store/file-store.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { addFile } from '../files/add-file.ts';
import { database, run, pass, addChat, setUpRetention } from './retention-stage.ts';

setUpRetention();
const folder = temporaryFolder('files');
const store = createFileStore(folder);
afterAll(() => removeFolder(folder));

describe('D: files', () => {
  const add = (name: string) =>
    addFile(database.pool, store, {
      name,
      mime: 'text/plain',
      kind: 'file',
      content: Buffer.from(name),
      authorId: 'olena',
    });
  const age = (days: number) => run('update file set created_at = now() - make_interval(days => $1)', [days]);
  const names = async () =>
    (await run('select name from file order by name')).rows.map(({ name }: { name: string }) => name);

  test('that nothing uses go after a day; sent ones, and what a version or a draft names, stay', async () => {
    const [sent, published, drafted] = [await add('sent'), await add('published'), await add('drafted')];
    for (const name of ['unused', 'unused 2', 'unused 3', 'unused 4']) await add(name);
    await age(2);
    await add('fresh');
    const chat = await addChat('finished');
    await run(
      `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, file_id)
       select id, client_id, page_id, 'out', 'automatic', '', 'sent', now(), $2 from chat where id = $1`,
      [chat, sent.id],
    );
    const naming = (id: string) =>
      JSON.stringify({ attachments: { welcome: { fileId: id, name: 'x' }, waiting: null } });
    await run(`insert into settings_version (scope, version, settings) values ('installation', 1, $1)`, [
      naming(published.id),
    ]);
    // A draft may hold anything while somebody writes it.
    await run(
      `insert into settings_draft (scope, settings, base)
         values ('installation', $1, 1), ('x', '{"attachments": {"a": {"fileId": null}}}', 1)`,
      [naming(drafted.id)],
    );
    expect([(await pass())['file'], (await pass())['file'], (await pass())['file']]).toEqual([3, 1, 0]);
    expect(await names()).toEqual(['drafted', 'fresh', 'published', 'sent']);
  });

  test('one that was sent again is as if it was new', async () => {
    await add('again');
    await age(2);
    await add('again');
    expect([(await pass())['file'], await names()]).toEqual([0, ['again']]);
  });
});
