import type { NewOrder } from '#db/orders/write.ts';

/** By what somebody is known in the inbox. Phones are E.164. */
export interface Who {
  /** Ours of the client of one page: whatever was written back of them is known by it. */
  clientId: string;
  /** The contact they were linked to, where contacts are ours. */
  contactId: string | null;
  phones: string[];
  emails: string[];
}

export interface Person {
  id: string;
  name: string;
}

/** A lead of the CRM. */
export interface LeadRef {
  id: string;
  /** As people call it. */
  number: string;
  /** Where it is looked at; null: in our own desk. */
  url: string | null;
}

/** Who they may be, and which leads of theirs are open: of each at most two, for two are a choice already. */
export interface Found {
  people: Person[];
  openLeads: LeadRef[];
}

export interface LeadOfChat {
  name: string;
  phone: string | null;
  email: string | null;
  source: { id: string; name: string } | null;
  personId: string | null;
  /** In kopecks. */
  amount: number | null;
  note: string;
}

/** An order of the CRM: as a lead is named. */
type OrderRef = LeadRef;

export interface OrderOfChat {
  /** May be empty. */
  name: string;
  source: { id: string; name: string } | null;
  personId: string | null;
  withVat: boolean;
  /** In kopecks. */
  discount: number;
  /** Quantities in thousandths, prices in kopecks. */
  lines: NewOrder['lines'];
  note: string;
}

export interface ChatRef {
  id: string;
  number: number;
  clientId: string;
  /** Which of our employees asked; null: the chat's settings did. It is told to nobody outside. */
  by: string | null;
}

/** What leads to a chat. */
interface RecordRef {
  kind: 'lead' | 'order';
  id: string;
}

export interface DocumentRef {
  id: string;
  kind: string;
  /** Null: a draft. */
  number: string | null;
  /** In hundredths of its currency. */
  total: number;
  currency: string;
  /** Where a client may look at it; null: nowhere. */
  url: string | null;
  /** Where its file is brought from now; null: it has none that may be sent. */
  fileUrl: string | null;
}

/**
 * What the inbox asks of a company's CRM: our own one, or another program beside it (`http.ts`). Whatever changes
 * something may be asked again with the same effect as once.
 */
export interface Crm {
  findPerson(who: Who): Promise<Found>;
  /** Under the same key it is the same lead. */
  createLead(key: string, lead: LeadOfChat): Promise<LeadRef>;
  /** Under the same key it is the same order. */
  createOrder(key: string, order: OrderOfChat): Promise<OrderRef>;
  /** Those of a person, the newest first. */
  listDocuments(personId: string): Promise<DocumentRef[]>;
  /** Its card leads to the chat from then on. */
  writeLinkBack(record: RecordRef, chat: ChatRef): Promise<void>;
}
