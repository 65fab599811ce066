import type { ClientInput, PageInput } from '../options.ts';
import { inboxAppId } from '../page-messages.ts';
import { NotThere } from '../person/not-there.ts';
import { addClient, addPage, psidOf, type Page, type Thread } from '../world.ts';
import type { ControlNeeds, ThreadName } from './needs.ts';

/** Who there is, and what the page's own people do. */
export function createPeople({ world, messages, actions }: Pick<ControlNeeds, 'world' | 'messages' | 'actions'>) {
  const shown = (client: ReturnType<typeof addClient>) => {
    const psids = Object.fromEntries([...world.pages.keys()].map((page) => [page, psidOf(page, client.id)]));
    return { ...client, psid: Object.values(psids)[0] ?? null, psids };
  };
  return {
    /** A new person; `psid` is theirs on the first page, `psids` on each. */
    createClient: (input: ClientInput) => shown(addClient(world, input)),
    clients: () => [...world.clients.values()].map(shown),

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
    giveBack: (name: ThreadName): Thread => Object.assign(actions.find(name), { owner: 'app' as const }),
  };
}
