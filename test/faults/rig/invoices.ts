import { issueDocument } from '#db/documents/issue.ts';
import { chatNumberOf, operatorOf } from './exchange.ts';
import { type Client, type Rig, write } from './rig.ts';
import { until } from './wait.ts';

/** A client with a chat, a contact linked to it, and the company in whose name invoices are made out. */
export interface Payer {
  client: Client;
  chatNumber: number;
  contactId: string;
  companyId: string;
}

interface Card {
  sending: { state: string; reason: string | null } | null;
}

/** Each of the clients writes and is linked to a contact. */
export async function payersOf(rig: Rig, clients: Client[]): Promise<Payer[]> {
  const { id: companyId } = await rig.desk.must<{ id: string }>('POST', '/api/companies', {
    kind: 'legal',
    name: rig.mark,
    fullName: rig.mark,
    accounts: [{ iban: 'UA673005280000026500504354077', bank: '' }],
  });
  const { desk } = operatorOf(rig);
  return Promise.all(
    clients.map(async (client) => {
      await write(rig, client, `${rig.mark} ${client.id} asks for an invoice`);
      const chatNumber = await chatNumberOf(rig, client);
      const { id: contactId } = await desk.must<{ id: string }>('POST', '/api/contacts', { name: client.id });
      await desk.must('PUT', `/api/chats/${chatNumber}/contact-link`, { contactId });
      return { client, chatNumber, contactId, companyId };
    }),
  );
}

/** An invoice that was issued and whose PDF nobody has made yet: that is a step of its sending. */
export async function invoiceOf(rig: Rig, { contactId, companyId }: Payer): Promise<string> {
  const lines = [{ name: rig.mark, quantity: 1000, price: 100_00 }];
  const { id: by, desk } = operatorOf(rig);
  const { id } = await desk.must<{ id: string }>('POST', '/api/documents', {
    kind: 'invoice',
    companyId,
    contactId,
    lines,
  });
  const issued = await issueDocument(rig.stack.pool, id, by);
  if (issued?.kind !== 'issued') throw new Error(`no invoice was issued: ${issued?.kind}`);
  return id;
}

/** Has it go into the client's chat. */
export async function sendInvoice(rig: Rig, { chatNumber }: Payer, id: string): Promise<void> {
  await operatorOf(rig).desk.must('POST', `/api/documents/${id}/sending`, { chatNumber });
}

/** Whether its sending comes to be in one of these states; else what it is in. */
export async function sendingBecomes(rig: Rig, id: string, states: string[], limitMs?: number): Promise<string | null> {
  let last = 'never asked for';
  const reached = await until(async () => {
    const { sending } = await operatorOf(rig).desk.get<Card>(`/api/documents/${id}`);
    last = sending ? `${sending.state} ${sending.reason ?? ''}`.trim() : last;
    return states.includes(last) || states.includes(sending?.state ?? '') || undefined;
  }, limitMs);
  return reached ? null : last;
}
