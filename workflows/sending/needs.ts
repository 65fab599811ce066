/** `over`: it stands in the chat's outbox, or was refused for good; `held`: it may go later. */
export type SendingOutcome = 'over' | 'held';

/** What the sending of a document needs done in the world; both may be called twice with the same effect as once. */
export interface SendingNeeds {
  /** Makes the PDF, unless it is made. */
  makeDocument(asked: { sendingId: string }): Promise<void>;
  /** Puts it into the chat, where the rule of that moment lets it; once, however often it is asked. */
  putDocument(asked: { sendingId: string }): Promise<SendingOutcome>;
}
