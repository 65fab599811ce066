import { mkdirSync, readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Upload, Uploads } from './graph/uploads.ts';
import type { Courier } from './webhook/courier.ts';
import type { Item } from './webhook/delivery.ts';
import type { Dispatch } from './webhook/dispatch.ts';
import { adoptThread, threadOf, type Client, type Page, type Thread, type World } from './world.ts';

type Saved = {
  version: 1;
  pages: Page[];
  clients: Client[];
  threads: Thread[];
  uploads: (Omit<Upload, 'bytes'> & { bytes: string })[];
  waiting: { page: string; event: Item['event']; key: Item['key'] }[];
};

export type StateNeeds = {
  world: World;
  uploads: Uploads;
  courier: Courier;
  dispatch: Dispatch;
  log: (line: string) => void;
};

const debounceMs = 300;

/** Keeps the world in a file: read at the start, written soon after each change and at the end, never half. */
export function openState(path: string | undefined, needs: StateNeeds) {
  if (path === undefined) return { close: () => Promise.resolve() };
  const file = path;
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) restore(JSON.parse(readFileSync(file, 'utf8')) as Saved, needs);
  let timer: NodeJS.Timeout | undefined;

  function save(): void {
    timer = undefined;
    const draft = `${file}.new`;
    writeFileSync(draft, JSON.stringify(snapshot(needs)), { mode: 0o600 });
    renameSync(draft, file);
  }

  needs.world.watchers.add(() => {
    timer ??= setTimeout(save, debounceMs);
  });
  return {
    close: () => {
      clearTimeout(timer);
      save();
      return Promise.resolve();
    },
  };
}

function snapshot({ world, uploads, courier, dispatch }: StateNeeds): Saved {
  const waiting = [...courier.waiting(), ...dispatch.gathered()].filter(({ delivery }) => delivery.copy === 0);
  return {
    version: 1,
    pages: [...world.pages.values()],
    clients: [...world.clients.values()],
    threads: [...world.threads.values()].filter(({ messages, blocked }) => messages.length > 0 || blocked),
    uploads: [...uploads.uploads.values()].map((upload) => ({ ...upload, bytes: upload.bytes.toString('base64') })),
    waiting: waiting.map(({ delivery, event, key }) => ({ page: delivery.page, event, key })),
  };
}

/** What was still on its way is sent again: a receiver has to bear a second copy anyway. */
function restore(saved: Saved, { world, uploads, dispatch }: StateNeeds): void {
  for (const { id, subscribedFields } of saved.pages) {
    const page = world.pages.get(id);
    if (page) page.subscribedFields = subscribedFields;
  }
  for (const client of saved.clients) world.clients.set(client.id, client);
  for (const thread of saved.threads) adoptThread(world, thread);
  for (const page of world.pages.keys()) for (const client of world.clients.keys()) threadOf(world, page, client);
  for (const upload of saved.uploads)
    uploads.uploads.set(upload.id, { ...upload, bytes: Buffer.from(upload.bytes, 'base64') });
  for (const { page, event, key } of saved.waiting) dispatch.send(page, event, key);
}
