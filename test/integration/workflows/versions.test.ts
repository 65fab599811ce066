import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomeCurrent } from '#activities/builds/become-current.ts';
import { aliveBuilds } from '#activities/builds/versions.ts';
import type { RunningWorker } from '#activities/workers/run-worker.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { CHAT_TASK_QUEUE, chatWorkflowId } from '#workflows/chat/interface.ts';
import { DEPLOYMENT, deploymentIn } from './deployment.ts';
import { eventually, newPsid, openStage, type Stage } from './stage.ts';

const root = join(import.meta.dirname, '../../..');
let stage: Stage;
let folder: string;
let first: RunningWorker;
let second: RunningWorker;

beforeAll(async () => {
  folder = temporaryFolder();
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
  removeFolder(folder);
});

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;

/** The code of a later release: the same in another build. */
function release(name: string): string {
  const copy = mkdtempSync(join(folder, name));
  cpSync(join(root, 'workflows'), join(copy, 'workflows'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const file = join(copy, 'workflows', 'index.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nexport const release = '${name}';\n`);
  return file;
}

const isDecided = async (clientId: string) =>
  (await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).length === 0;

async function write(psid: string, text: string): Promise<string> {
  const clientId = await stage.wrote(psid, text);
  await stage.relay();
  await eventually(() => isDecided(clientId));
  return clientId;
}

const describe = (workflowId: string) => stage.temporal.workflow.getHandle(workflowId).describe();

/** The run of a workflow and its build, once a task of it was done. */
const standing = (workflowId: string) =>
  eventually(async () => {
    const { raw, runId } = await describe(workflowId);
    const { deploymentVersion, versioningOverride } = raw.workflowExecutionInfo?.versioningInfo ?? {};
    if (!deploymentVersion?.buildId) return null;
    return { runId, build: deploymentVersion.buildId, isFree: !versioningOverride };
  });

const { current, summary, isLeft, changes, set } = deploymentIn(() => stage.temporal);

test('I19: chats of workers without versions go on with the first that has one; none is left without', async () => {
  const psid = newPsid();
  const single = await stage.startWorker();
  const clientId = await write(psid, 'Добрий день');
  await single.stop();
  first = await stage.startWorker(undefined, DEPLOYMENT);
  const build = await changes(undefined);
  await write(psid, 'Ви ще тут?');
  expect((await standing(chatWorkflowId(clientId))).build).toBe(build);
  await expect((await stage.startWorker()).ended).rejects.toThrow(DEPLOYMENT);
});

test('I19: a chat stays with the build on which it began; an idle one rolls over to a newer build', async () => {
  const old = (await current()) ?? '';
  const psid = newPsid();
  const clientId = await write(psid, 'Добрий день');
  const before = await standing(chatWorkflowId(clientId));
  expect(before.build).toBe(old);
  second = await stage.startWorker(release('second'), DEPLOYMENT);
  const build = await changes(old);
  // The engine shows the newer build before the run of the older one has ended.
  await eventually(async () => {
    const now = await standing(chatWorkflowId(clientId));
    return now.build === build && now.runId !== before.runId;
  });
  await write(psid, 'Ви ще тут?');
  expect(
    await query('select count(*)::int as chats, sum(unread)::int as unread from chat where client_id = $1', clientId),
  ).toEqual([{ chats: 1, unread: 2 }]);
  expect((await standing(chatWorkflowId(clientId))).build).toBe(build);
  await eventually(async () => (await summary(old))?.lastDeactivationTime && !(await isLeft(old)));
});

test('I19: one that is started again goes on for its own chats, takes nothing while the newest is there', async () => {
  const build = await current();
  const alive = await aliveBuilds(stage.temporal, { deploymentName: DEPLOYMENT, buildId: '' });
  const old = [...alive].find((one) => one !== build) ?? '';
  expect(alive.size).toBe(2);
  expect(await becomeCurrent(stage.temporal, { deploymentName: DEPLOYMENT, buildId: old })).toBe('another');
  expect(await current()).toBe(build);
});

test('I19: a version that has just become current is not taken for gone, listed or not', async () => {
  const build = (await current()) ?? '';
  await set('of-the-test');
  expect(await becomeCurrent(stage.temporal, { deploymentName: DEPLOYMENT, buildId: build })).toBe('another');
  await set(build);
});

test('I19: what belongs to a build without workers is given to the newest as it stands, waits included', async () => {
  const [idle, writing, saving] = [newPsid(), newPsid(), newPsid()];
  const clients = await Promise.all([idle, writing, saving].map((psid) => write(psid, 'Чи є у вас лампи?')));
  await refuseSaves(clients[2] ?? '');
  await stage.wrote(saving, 'Ви ще тут?');
  await stage.relay();
  await publish();
  const ids = [...clients.map(chatWorkflowId), PUBLICATION];
  await eventually(async () => (await isTriedAgain(ids[2] ?? '')) && isTriedAgain(PUBLICATION));
  const before = await Promise.all(ids.map(standing));
  await Promise.all([first.stop(), second.stop()]);
  await stage.wrote(writing, 'Ви ще тут?');
  await stage.relay();
  await query('drop trigger refused on chat');
  await stage.startWorker(release('third'), DEPLOYMENT);
  const build = await changes(before[0]?.build);
  for (const clientId of clients) await eventually(() => isDecided(clientId));
  for (const [n, id] of ids.entries()) {
    await eventually(async () => (await standing(id)).build === build);
    expect(await standing(id)).toEqual({ runId: before[n]?.runId, build, isFree: true });
  }
});

const PUBLICATION = 'publishing/of-the-test';

/** One that does not get on. */
async function publish(): Promise<void> {
  await stage.temporal.workflow.start('publishSettingsWorkflow', {
    workflowId: PUBLICATION,
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ versionId: 'no id', pageId: null, revision: 1 }],
  });
}

async function refuseSaves(clientId: string): Promise<void> {
  await query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'away'; end $$`);
  await query(
    `create trigger refused before update of state on chat for each row when (old.client_id = '${clientId}')
       execute function refuse()`,
  );
}

/** The quick tries are over: an ordinary activity is at it, and waits before its next try. */
const isTriedAgain = async (workflowId: string) => {
  const { raw } = await describe(workflowId);
  return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 1);
};
