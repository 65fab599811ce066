import { api } from '#lib/api/api.ts';
import type { ChatOfLead } from '#lib/api/types.ts';

/** Chats of the clients a lead is linked to, as far as one may see them; the form works without. */
export class ChatsOfLead {
  items = $state.raw<ChatOfLead[]>([]);

  constructor(leadId: string | null) {
    if (leadId !== null) void this.#load(leadId);
  }

  async #load(leadId: string): Promise<void> {
    this.items = (await api.leads.chats(leadId).catch(() => null))?.items ?? [];
  }
}
