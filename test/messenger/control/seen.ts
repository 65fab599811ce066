import { setTimeout as sleep } from 'node:timers/promises';
import type { Thread } from '../world.ts';
import type { ControlNeeds, ThreadName } from './needs.ts';

/** What there is to see: what was sent and delivered, the threads, and whether anything is on its way. */
export const createSeen = ({ world, ledger, dispatch, courier, schedule, actions, uploads }: ControlNeeds) => ({
  sends: () => ledger.sends,
  senderActions: () => ledger.senderActions,
  deliveries: () => dispatch.ledger,
  thread: (name: ThreadName) => actions.find(name),
  threads: () => [...world.threads.values()],
  addFile: (file: { name: string; mime: string; bytes: Buffer }) =>
    uploads.attachmentOf(uploads.keep({ ...file, page: null, type: mediaTypeOf(file.mime) })),
  /** What pages have brought, the same thing again and again counted each time. */
  uploads: (page: string) => [...uploads.uploads.values()].filter((upload) => upload.page === page),
  /** As if Meta had forgotten it. */
  forgetUpload(id: string) {
    const upload = uploads.uploads.get(id);
    uploads.uploads.delete(id);
    /** As if it had come back to it. */
    return () => void (upload && uploads.uploads.set(id, upload));
  },
  watch(watcher: (thread: Thread) => void) {
    world.watchers.add(watcher);
    return () => world.watchers.delete(watcher);
  },

  /** Waits until nothing is on its way any more: no delivery, echo, receipt or retry. False when time is up. */
  async idle(timeoutMs = 60_000): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    while (courier.waiting().length > 0 || schedule.pending() > 0 || dispatch.gathered().length > 0) {
      if (Date.now() >= until) return false;
      await sleep(10);
    }
    return true;
  },
});

function mediaTypeOf(mime: string): string {
  const family = mime.split('/')[0] ?? '';
  return ['image', 'audio', 'video'].includes(family) ? family : 'file';
}
