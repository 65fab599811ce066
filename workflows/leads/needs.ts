/** `again`: not yet; `make`: nothing speaks against it; `over`: it was made before, or is left out. */
export type Judged = 'again' | 'make' | 'over';

/** What the lead of a chat needs done in the world; each may be called twice with the same effect as once. */
export interface LeadNeeds {
  /** Whether the settings by which it was wanted let it be made, by what the CRM has now. */
  judgeLead(asked: { chatId: string }): Promise<Judged>;
  /** Makes it; the one that is there already is the same one. */
  makeLead(asked: { chatId: string }): Promise<void>;
  /** Tells the CRM of its chat, and the chat of it. */
  linkLead(asked: { chatId: string }): Promise<void>;
}
