import { z } from 'zod';
import { call, CallFailed, type CallSettings, type Neighbour } from './call.ts';
import type { Crm } from './crm.ts';

/** Two are a choice already: more than the first ones are of no use. */
const MOST = 2;
const DOCUMENTS_MOST = 50;

const word = z.string().trim().min(1).max(200);
const person = z.object({ id: word, name: word });
/** Who says none means hryvnias. */
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .default('UAH');
const address = z.url({ protocol: /^https?$/ }).max(2_000);
const reference = z.object({ id: word, number: word, url: address });
const document = z.object({
  id: word,
  kind: word,
  number: word.nullable(),
  total: z.int(),
  currency,
  url: address.nullable().default(null),
  fileUrl: address.nullable().default(null),
});
const answers = {
  ping: z.object({ name: z.string().trim().max(200).default('') }),
  findPerson: z.object({
    people: z.array(person).transform((all) => all.slice(0, MOST)),
    openLeads: z.array(reference).transform((all) => all.slice(0, MOST)),
  }),
  createLead: reference,
  createOrder: reference,
  listDocuments: z.object({
    documents: z.array(document).transform((all) => all.slice(0, DOCUMENTS_MOST)),
  }),
  writeLinkBack: z.object({}),
};
type Operation = keyof typeof answers;

export interface HttpSettings extends CallSettings {
  /** Address people open: links that are written back begin with it. */
  publicUrl: string;
}

/** A CRM that is another program, spoken with as `activities/crm/README.md` says. */
export function httpCrm(neighbour: Neighbour, settings: HttpSettings): Crm {
  const ask = <O extends Operation>(operation: O, key: string, data: object) =>
    answered(neighbour, settings, operation, key, data);
  return {
    findPerson: ({ clientId, phones, emails }) => ask('findPerson', `find ${clientId}`, { clientId, phones, emails }),
    createLead: (key, lead) => ask('createLead', key, lead),
    createOrder: (key, order) => ask('createOrder', key, order),
    listDocuments: async (personId) => (await ask('listDocuments', `documents ${personId}`, { personId })).documents,
    writeLinkBack: async ({ kind, id }, { id: chatId, number, clientId }) => {
      const url = new URL(`/chats/${number}`, settings.publicUrl).href;
      const chat = { id: chatId, number, clientId, url };
      await ask('writeLinkBack', `link ${chatId} ${id}`, { [`${kind}Id`]: id, chat });
    },
  };
}

/** Whether it answers, as whom; throws `CallFailed`. */
export const pingNeighbour = (neighbour: Neighbour, settings: CallSettings): Promise<{ name: string }> =>
  answered(neighbour, settings, 'ping', 'ping', {});

async function answered<O extends Operation>(
  neighbour: Neighbour,
  settings: CallSettings,
  operation: O,
  key: string,
  data: object,
): Promise<z.output<(typeof answers)[O]>> {
  const said: unknown = await call(neighbour, { operation, key, data }, settings);
  const read = answers[operation].safeParse(said);
  if (!read.success) throw new CallFailed('unreadable', 200, read.error);
  return read.data as z.output<(typeof answers)[O]>;
}
