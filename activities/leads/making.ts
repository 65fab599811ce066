import {
  claimLead,
  keepMadeLead,
  type LeadOutcome,
  readWantedLead,
  settleLead,
  type WantedLead,
} from '#db/leads/requests.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import { noteProblem } from '#db/neighbour/tasks.ts';
import { noticeRefusing } from '#db/neighbour/watch.ts';
import { CallFailed } from '#activities/crm/call.ts';
import type { Crm, Found } from '#activities/crm/crm.ts';
import { type CrmDeps, crmInForce, neighbourInForce, refusesThisOne } from '#activities/crm/in-force.ts';
import { ownCrm } from '#activities/crm/own.ts';
import type { LeadNeeds } from '#workflows/leads/needs.ts';

interface LeadDeps extends CrmDeps {
  notifier: Notifier;
}

/** What the leads that chats want need, done by this process. */
export function createLeads(deps: LeadDeps): LeadNeeds {
  const needs = leadNeeds(deps);
  return {
    judgeLead: (asked) => noting(deps, asked, needs.judgeLead(asked)),
    makeLead: (asked) => noting(deps, asked, needs.makeLead(asked)),
    linkLead: (asked) => noting(deps, asked, needs.linkLead(asked)),
  };
}

/** Why the CRM has not done it is seen at the chat; it is tried again. */
async function noting<T>({ pool, notifier }: LeadDeps, { chatId }: { chatId: string }, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const clientId = await noteProblem(pool, { chatId }, error);
    if (clientId && refusesThisOne(error)) await noticeRefusing(pool, clientId, error.status);
    notifier.notify('change');
    throw error;
  }
}

function leadNeeds(deps: LeadDeps): LeadNeeds {
  const { pool } = deps;
  return {
    judgeLead: async ({ chatId }) => {
      const wanted = await readWantedLead(pool, chatId);
      if (!wanted || wanted.state === 'over') return 'over';
      if (wanted.state === 'making') return 'make';
      if (!wanted.isNamed) return 'again';
      const crm = await crmInForce(deps);
      const speaksAgainst = whyNone(wanted, await crm.findPerson(wanted));
      if (!speaksAgainst) return (await claimLead(pool, wanted)) ? 'make' : 'again';
      if (speaksAgainst.code === 'open_lead') await crm.writeLinkBack(leadRef(speaksAgainst.lead), chatOf(wanted));
      await settle(deps, wanted, speaksAgainst);
      return 'over';
    },
    makeLead: async ({ chatId }) => {
      const wanted = await readWantedLead(pool, chatId);
      if (wanted?.state !== 'making' || wanted.outcome) return;
      const { id, ...made } = await make(await crmInForce(deps), wanted);
      await keepMadeLead(pool, chatId, { code: 'made', lead: id, ...made });
    },
    linkLead: async ({ chatId }) => {
      const wanted = await readWantedLead(pool, chatId);
      if (wanted?.outcome?.code !== 'made' || wanted.state === 'over') return;
      // Ours where it has no address of its own; one of a neighbour that is off by now is not told.
      const crm = wanted.outcome.url === null ? ownCrm(pool) : await neighbourInForce(deps);
      await crm?.writeLinkBack(leadRef(wanted.outcome.lead), chatOf(wanted));
      await settle(deps, wanted, wanted.outcome);
    },
  };
}

/** What the rule says to how the CRM stands; null: nothing. */
function whyNone({ rule, contactId }: WantedLead, { people, openLeads }: Found): LeadOutcome | null {
  if (rule === 'not_known_contacts' && people.length > 0)
    return { code: 'known_contact', contact: contactId ?? (people.length === 1 ? (people[0]?.id ?? null) : null) };
  const [open] = openLeads;
  if (rule !== 'if_none_open' || !open) return null;
  const { id, number, url } = open;
  return openLeads.length === 1 ? { code: 'open_lead', lead: id, number, url } : { code: 'several_open' };
}

async function make(crm: Crm, wanted: WantedLead) {
  const { chatId, chatNumber, name, phone, email, sourceId, sourceName } = wanted;
  const { people } = await crm.findPerson(wanted);
  return crm.createLead(`chat ${chatId}`, {
    name: name || phone || email || `№ ${chatNumber}`,
    phone,
    email,
    source: sourceId === null || sourceName === null ? null : { id: sourceId, name: sourceName },
    personId: people.length === 1 ? (people[0]?.id ?? null) : null,
    amount: null,
    note: '',
  });
}

const leadRef = (id: string) => ({ kind: 'lead', id }) as const;
const chatOf = ({ chatId, chatNumber, clientId }: WantedLead) => ({
  id: chatId,
  number: chatNumber,
  clientId,
  by: null,
});

async function settle({ pool, notifier }: LeadDeps, wanted: WantedLead, outcome: LeadOutcome): Promise<void> {
  await settleLead(pool, wanted, outcome);
  notifier.notify('inbox', 'change');
}
