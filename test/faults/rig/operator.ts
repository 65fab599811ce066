import { setTimeout as delay } from 'node:timers/promises';
import type { MessageBody } from '#api/messages/schema.ts';
import type { Desk } from './desk.ts';
import type { Ledger } from './ledger.ts';

export type Reply = {
  at: number;
  answeredAt: number;
  by: string;
  chat: number;
  key: string;
  text: string;
  id: string | null;
  status: number;
  tries: number;
};
export type Ask = {
  at: number;
  by: string;
  chat: number;
  what: string;
  status: number;
  code: string | null;
  ms: number;
};

const PATIENCE_MS = 120_000;

/**
 * A colleague at the desk: answers with an Idempotency-Key until the API says what became of it, one answer at a time
 * in a chat.
 */
export class Operator {
  readonly id: string;
  readonly name: string;
  readonly desk: Desk;
  private readonly replies: Ledger<Reply>;
  private readonly asks: Ledger<Ask>;
  private readonly turns = new Map<number, Promise<unknown>>();

  constructor(who: { id: string; name: string; desk: Desk }, replies: Ledger<Reply>, asks: Ledger<Ask>) {
    this.id = who.id;
    this.name = who.name;
    this.desk = who.desk;
    this.replies = replies;
    this.asks = asks;
  }

  reply(chat: number, text: string): Promise<Reply> {
    const turn = (this.turns.get(chat) ?? Promise.resolve()).then(() => this.replyNow(chat, text));
    this.turns.set(chat, turn);
    return turn;
  }

  join = (chat: number, employee: string) => this.ask(chat, 'join', 'PUT', `operators/${employee}`);
  take = (chat: number) => this.ask(chat, 'take', 'PUT', 'operators/me?onlyIfNobody=true');
  leave = (chat: number, employee: string) => this.ask(chat, 'leave', 'DELETE', `operators/${employee}`);
  setStatus = (chat: number, status: 'in_progress' | 'finished') => this.ask(chat, status, 'PUT', 'status', { status });

  private async replyNow(chat: number, text: string): Promise<Reply> {
    const at = Date.now();
    const key = `${this.id}:${text}`;
    for (let tries = 1; ; tries += 1) {
      const answer = await this.desk.ask<MessageBody>(
        'POST',
        `/api/chats/${chat}/messages`,
        { text },
        { 'idempotency-key': key },
      );
      const settled = answer.status !== 0 && answer.status < 500;
      if (settled || Date.now() - at > PATIENCE_MS) {
        const id = answer.status === 200 || answer.status === 201 ? answer.body.id : null;
        return this.replies.add({
          at,
          answeredAt: Date.now(),
          by: this.id,
          chat,
          key,
          text,
          id,
          status: answer.status,
          tries,
        });
      }
      await delay(250);
    }
  }

  /** One try: what the engine cannot do now is refused, and the person sees it. */
  private async ask(chat: number, what: string, method: string, path: string, body?: unknown): Promise<Ask> {
    const at = Date.now();
    const answer = await this.desk.ask<{ error?: { code: string } } | null>(method, `/api/chats/${chat}/${path}`, body);
    return this.asks.add({
      at,
      by: this.id,
      chat,
      what,
      status: answer.status,
      code: answer.body?.error?.code ?? null,
      ms: answer.ms,
    });
  }
}
