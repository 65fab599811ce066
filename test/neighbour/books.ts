import { randomUUID } from 'node:crypto';

type Data = Record<string, unknown>;
interface KeptDocument {
  id: string;
  personId: string;
  kind: string;
  number: string;
  total: number;
  url: string | null;
  fileUrl: string | null;
}
interface Kept {
  id: string;
  number: string;
  url: string;
  data: Data;
  links: { clientId: string; url: string }[];
}

/** What the simulated CRM keeps, and what it does with it when it is asked. */
export class Books {
  readonly people: { id: string; name: string; phone: string }[] = [];
  readonly documents: KeptDocument[] = [];
  readonly leads = new Map<string, Kept>();
  readonly orders = new Map<string, Kept>();

  answer(operation: string, key: string, data: Data): object | null {
    if (operation === 'ping') return { name: 'Сусідка' };
    if (operation === 'findPerson') return this.found(data);
    if (operation === 'createLead') return refOf(once(this.leads, key, 'L', data));
    if (operation === 'createOrder') return refOf(once(this.orders, key, 'Z', data));
    if (operation === 'listDocuments') return { documents: this.documentsOf(data['personId']) };
    return operation === 'writeLinkBack' ? this.linked(data) : null;
  }

  private found({ clientId, phones }: Data): object {
    const has = (phone: unknown): boolean => Array.isArray(phones) && phones.includes(phone);
    const open = [...this.leads.values()].filter(
      ({ data, links }) => has(data['phone']) || links.some((link) => link.clientId === clientId),
    );
    const people = this.people.filter(({ phone }) => has(phone));
    return { people: people.map(({ id, name }) => ({ id, name })), openLeads: open.map(refOf) };
  }

  private documentsOf(personId: unknown): object[] {
    const theirs = this.documents.filter((one) => one.personId === personId).toReversed();
    return theirs.map(({ id, kind, number, total, url, fileUrl }) => ({ id, kind, number, total, url, fileUrl }));
  }

  private linked({ leadId, orderId, chat }: Data): object | null {
    const kept = [...this.leads.values(), ...this.orders.values()].find(({ id }) => id === leadId || id === orderId);
    const { clientId, url } = chat as { clientId: string; url: string };
    if (!kept) return null;
    if (!kept.links.some((link) => link.clientId === clientId)) kept.links.push({ clientId, url });
    return {};
  }
}

const refOf = ({ id, number, url }: Kept) => ({ id, number, url });

function once(all: Map<string, Kept>, key: string, letter: string, data: Data): Kept {
  const number = `${letter}-${all.size + 1}`;
  const kept = all.get(key) ?? { id: randomUUID(), number, url: `https://crm.example/${number}`, data, links: [] };
  all.set(key, kept);
  return kept;
}
