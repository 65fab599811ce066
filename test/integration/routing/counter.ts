import { codeOf } from '#test/integration/support/http.ts';
import { expect } from 'vitest';
import { distribute } from '#db/routing/distribute.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { addEmployee, type TestEmployee } from '../support/company.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { Crank } from './crank.ts';

export type Chat = Crank & { id: string; psid: string };

/** A page with two operators, whose chats are turned and given to them by hand. */
export class Counter {
  readonly api: TestApi;
  readonly iryna: Visitor;
  readonly maksym: TestEmployee;

  private constructor(api: TestApi, iryna: Visitor, maksym: TestEmployee) {
    this.api = api;
    this.iryna = iryna;
    this.maksym = maksym;
  }

  static async open(): Promise<Counter> {
    const api = await createApi();
    const iryna = await logIn(api, 'iryna');
    const maksym = await addEmployee(api.database.pool, {
      name: 'Максим Гнатюк',
      email: 'maksym@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    return new Counter(api, iryna, maksym);
  }

  get pool() {
    return this.api.database.pool;
  }

  get page() {
    return this.api.pages.dim;
  }

  async clear(): Promise<void> {
    await this.pool.query(
      `delete from client; delete from routing_turn; delete from contact; delete from leave; update employee
         set capacity = null`,
    );
    await this.publish({ distribution: 'even' });
  }

  async publish(settings: object): Promise<void> {
    const answer = await this.iryna.post(`/api/pages/${this.page.id}/settings`, { settings, replace: true });
    // What is in force already is no version.
    expect(answer.status === 201 || codeOf(answer) === 'NOTHING_CHANGES').toBe(true);
  }

  async contact(managerId: string | null, phone = '067 555 01 42'): Promise<string> {
    const contact = { name: 'Марія Гончаренко', phones: [phone], emails: [], managerId };
    return (await this.iryna.post('/api/contacts', contact)).json<{ id: string }>().id;
  }

  /** A client writes; the chat has not heard of it. */
  async write(text?: string): Promise<Chat> {
    const { number, clientId, psid } = await openChat(this.api, this.page, text);
    const id = await this.one<string>('select id from chat where number = $1', number);
    return Object.assign(new Crank(this.pool, this.page.id, clientId), { id, psid });
  }

  says(chat: Chat, text: string): Promise<unknown> {
    return openChat(this.api, this.page, text, chat.psid);
  }

  /** Until there is no more to do: a client may be in the relay's hands. */
  async give(): Promise<number> {
    const { told, more } = await distribute(this.pool, this.page.id);
    if (more) await new Promise((resolve) => setTimeout(resolve, 5));
    return told + (more ? await this.give() : 0);
  }

  /** Turns the chats and gives them away, until nothing moves any more. */
  async goOn(...chats: Chat[]): Promise<void> {
    for (let n = 0; n < 3; n += 1) {
      for (const chat of chats) await chat.turn();
      await this.give();
    }
    for (const chat of chats) await chat.turn();
  }

  asked({ id }: Chat): Pick<Request, 'chatId' | 'by' | 'at'> {
    return { chatId: id, by: this.maksym.id, at: 0 };
  }

  async waiting(): Promise<{ chatId: string; ask: number; reason: string | null }[]> {
    return (await this.pool.query('select chat_id as "chatId", ask, reason from waiting_room')).rows;
  }

  async operators(chatId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'select employee_id as id from chat_operator where chat_id = $1 order by position',
      [chatId],
    );
    return rows.map(({ id }) => id);
  }

  async records(chatId: string): Promise<{ ask: number; state: string }[]> {
    return (await this.pool.query('select ask, state from routing_record where chat_id = $1 order by at', [chatId]))
      .rows;
  }

  /** The only value of the only row. */
  async one<T>(sql: string, ...values: unknown[]): Promise<T> {
    const { rows } = await this.pool.query<Record<string, T>>(sql, values);
    return Object.values(rows[0] ?? {})[0] as T;
  }
}
