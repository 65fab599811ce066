import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { TestApi } from '#test/integration/support/api.ts';
import type { List } from '#test/integration/support/chat.ts';
import type { PageName } from '#test/integration/support/company.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { deliver, textOf } from '#test/integration/support/webhook.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';

export interface LinkedLead {
  id: string;
  number: number;
  name: string;
  phone: string | null;
  email: string | null;
  source: { id: string; name: string } | null;
  contact: { id: string } | null;
  why: string;
}

let whole: Whole;
export let api: TestApi;
export let iryna: Visitor;

export function setUpLeads(change: () => Promise<Partial<TestApi['settings']>> = async () => ({})): void {
  beforeAll(async () => {
    whole = await openWhole(await change());
    ({ api } = whole);
    iryna = await logIn(api, 'iryna');
  });
  afterAll(() => whole?.close());
}

export async function publish(settings: object, ...pages: PageName[]): Promise<void> {
  for (const page of pages) {
    const path = `/api/pages/${api.pages[page].id}/settings`;
    const answer = await iryna.post(path, { settings, replace: true });
    expect(answer.status === 201 || codeOf(answer) === 'NOTHING_CHANGES').toBe(true);
  }
}

export const newPhone = (): string => `+38067${randomInt(1_000_000, 9_999_999)}`;

export const says = (page: PageName, psid: string, text: string) =>
  deliver(api, api.pages[page], [textOf(api.pages[page], psid, text)]);

const timeline = async (number: number) =>
  (await iryna.get(`/api/chats/${number}/timeline?pageSize=100`)).json<List<EntryBody>>().items;

/** How often a lead was wanted, and what came of it, once something did. */
export async function settled(number: number): Promise<{ wanted: string[]; outcome: EntryBody['reason'] }> {
  let entries: EntryBody[] = [];
  await until('what came of the lead', async () => {
    entries = await timeline(number);
    return entries.some(({ kind }) => kind === 'lead_settled');
  });
  const reasonsOf = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ reason }) => reason);
  const outcomes = reasonsOf('lead_settled');
  expect(outcomes).toHaveLength(1);
  return { wanted: reasonsOf('lead_wanted').map((reason) => reason?.code ?? ''), outcome: outcomes[0] ?? null };
}

/** The client's leads, as the chat's panel has them. */
export async function linked(number: number): Promise<LinkedLead[]> {
  const links = await iryna.get(`/api/chats/${number}/links`);
  const { leads } = links.json<{ leads: { lead: Omit<LinkedLead, 'why'>; why: string }[] }>();
  return leads.map(({ lead, why }) => ({ ...lead, why }));
}

export const leadsWith = async (phone: string): Promise<LinkedLead[]> =>
  (await iryna.get(`/api/leads?q=${encodeURIComponent(phone)}`)).json<List<LinkedLead>>().items;
