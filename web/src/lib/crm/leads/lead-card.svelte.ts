import { api } from '#lib/api/api.ts';
import { isGone } from '#lib/api/error.ts';
import type { ChatOfLead, Lead, RecordChange } from '#lib/api/types.ts';

const WATCH_EVERY_MS = 3_000;

/** A lead by itself, with its chats and what of it was changed; looked at again while somebody looks at it. */
export class OpenLead {
  lead = $state.raw<Lead | null>(null);
  chats = $state.raw<ChatOfLead[]>([]);
  history = $state.raw<RecordChange[]>([]);
  state = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #asked = 0;

  /** By its id, or its number as people tell it. */
  load = async (which: string): Promise<void> => {
    const asked = (this.#asked += 1);
    if (this.lead && ![this.lead.id, String(this.lead.number)].includes(which)) this.lead = null;
    try {
      const lead = await api.leads.get(which);
      const [chats, history] = await Promise.all([api.leads.chats(lead.id), api.leads.history(lead.id)]);
      if (asked !== this.#asked) return;
      this.lead = lead;
      this.chats = chats.items;
      this.history = history.items;
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      // What stands on the screen stays there while the API is away for a moment.
      if (this.lead && !isGone(error)) return;
      this.error = error;
      this.state = isGone(error) ? 'gone' : 'failed';
    }
  };

  /** Until what it answers is called. */
  watch(which: string): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && this.state === 'ready') void this.load(which);
    }, WATCH_EVERY_MS);
    return () => clearInterval(timer);
  }
}
