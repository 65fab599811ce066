/** One call that wants to send a message, whatever became of it. */
export type Send = {
  id: number;
  at: number;
  page: string;
  psid: string | null;
  text: string | null;
  metadata: string | null;
  attachment: string | null;
  messagingType: string | null;
  tag: string | null;
  /** The person has it. */
  accepted: boolean;
  mid: string | null;
  error: { code: number; subcode: number | null; message: string } | null;
  /** The fault that befell the call. */
  fault: string | null;
  /** When the answer went out; null while it hangs and after a cut. */
  answeredAt: number | null;
};

export type SenderAction = { at: number; page: string; psid: string; action: string };

export function createSendLedger() {
  const sends: Send[] = [];
  const senderActions: SenderAction[] = [];
  return {
    sends,
    senderActions,
    record(facts: Pick<Send, 'page' | 'psid' | 'text' | 'metadata' | 'attachment' | 'messagingType' | 'tag'>): Send {
      const send: Send = {
        ...facts,
        id: sends.length + 1,
        at: Date.now(),
        accepted: false,
        mid: null,
        error: null,
        fault: null,
        answeredAt: null,
      };
      sends.push(send);
      return send;
    },
  };
}

export type SendLedger = ReturnType<typeof createSendLedger>;
