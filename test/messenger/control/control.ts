import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput, Faults } from '../faults.ts';
import type { SendLedger } from '../graph/ledger.ts';
import type { App } from '../graph/token.ts';
import type { Uploads } from '../graph/uploads.ts';
import type { ClientInput, PageInput } from '../options.ts';
import { inboxAppId, type PageMessages } from '../page-messages.ts';
import type { Actions } from '../person/actions.ts';
import { NotThere } from '../person/not-there.ts';
import type { Schedule } from '../schedule.ts';
import { switchesSchema, type Switches, type SwitchesInput } from '../switches.ts';
import type { Courier } from '../webhook/courier.ts';
import type { Item, WebhookEvent } from '../webhook/delivery.ts';
import type { Dispatch } from '../webhook/dispatch.ts';
import { post } from '../webhook/parcel.ts';
import { addClient, addPage, psidOf, type Page, type Thread, type World } from '../world.ts';
import type { SignatureKind } from '../wire.ts';

export type ControlNeeds = {
  world: World;
  set: { switches: Switches };
  faults: Faults;
  ledger: SendLedger;
  courier: Courier;
  dispatch: Dispatch;
  messages: PageMessages;
  actions: Actions;
  schedule: Schedule;
  uploads: Uploads;
  app: App;
  verifyToken: string;
};

export type Control = ReturnType<typeof createControl>;
export type ThreadName = { page?: string | undefined; psid?: string | undefined; client?: string | undefined };

/** Everything a test, the fault rig or the person's page may ask of the simulated Meta. */
export function createControl(needs: ControlNeeds) {
  const { world, set, faults, ledger, courier, dispatch, messages, actions, schedule, uploads, app, verifyToken } =
    needs;

  return {
    ...actions,

    /** A new person; `psid` is theirs on the first page, `psids` on each. */
    createClient(input: ClientInput) {
      return shownClient(addClient(world, input));
    },
    clients: () => [...world.clients.values()].map(shownClient),

    createPage: (input: PageInput): Page => addPage(world, input),
    pages: () => [...world.pages.values()],
    /** Changes what is named: `tokenError`, `restricted`, `humanAgent`, `accessToken`, `subscribedFields`, … */
    setPage(id: string, change: Partial<PageInput>): Page {
      const page = world.pages.get(id);
      if (!page) throw new NotThere(`no such page: ${id}`);
      return addPage(world, { ...page, ...change, id });
    },

    /** A person of the company answers in Meta's own inbox. */
    answerFromInbox({ text, ...name }: ThreadName & { text: string }) {
      const { mid, at } = messages.answerFromInbox(actions.find(name), text);
      return { mid, timestamp: at, appId: inboxAppId };
    },
    giveBack(name: ThreadName): Thread {
      return Object.assign(actions.find(name), { owner: 'app' as const });
    },

    setFaults: (list: FaultInput[]) => faults.set(list),
    faults: () => faults.list(),
    /** Puts all switches: what is not named is off again. */
    setSwitches(input: SwitchesInput): Switches {
      set.switches = switchesSchema.parse(input);
      dispatch.reseed();
      return set.switches;
    },
    switches: () => set.switches,
    /** Shifts the simulated Meta's own idea of now, for windows. */
    setClock(shiftMs: number) {
      world.clockShiftMs = shiftMs;
      return { shiftMs, now: Date.now() + shiftMs };
    },

    setWebhook(callback: { url: string; verifyToken?: string | undefined } | null) {
      courier.setCallback(callback && { url: callback.url, verifyToken: callback.verifyToken ?? verifyToken });
    },
    webhook: () => ({ url: courier.callback()?.url ?? null, verified: courier.isVerified() }),
    /** Any event of the page, as it stands, by the usual way of all deliveries. */
    sendEvent(page: string, event: WebhookEvent, key?: Item['key']) {
      dispatch.send(page, event, key);
    },
    /** Posts this very body once, signed as asked, past queues and switches. */
    postRaw(body: string, signature: SignatureKind = 'good', timeoutMs = 5000) {
      return post({ url: courier.callback()?.url ?? '', body, secret: app.secret, signature, timeoutMs });
    },

    sends: () => ledger.sends,
    senderActions: () => ledger.senderActions,
    deliveries: () => dispatch.ledger,
    thread: (name: ThreadName) => actions.find(name),
    threads: () => [...world.threads.values()],
    addFile: (file: { name: string; mime: string; bytes: Buffer }) =>
      uploads.attachmentOf(uploads.keep({ ...file, page: null, type: mediaTypeOf(file.mime) })),
    watch(watcher: (thread: Thread) => void) {
      world.watchers.add(watcher);
      return () => world.watchers.delete(watcher);
    },

    /** Waits until nothing is on its way any more: no delivery, echo, receipt or retry. False when time is up. */
    async idle(timeoutMs = 5000): Promise<boolean> {
      const until = Date.now() + timeoutMs;
      while (courier.waiting().length > 0 || schedule.pending() > 0 || dispatch.gathered().length > 0) {
        if (Date.now() >= until) return false;
        await sleep(10);
      }
      return true;
    },
  };

  function shownClient(client: ReturnType<typeof addClient>) {
    const psids = Object.fromEntries([...world.pages.keys()].map((page) => [page, psidOf(page, client.id)]));
    return { ...client, psid: Object.values(psids)[0] ?? null, psids };
  }
}

function mediaTypeOf(mime: string): string {
  const family = mime.split('/')[0] ?? '';
  return ['image', 'audio', 'video'].includes(family) ? family : 'file';
}
