import {
  claimLead,
  keepMadeLead,
  type LeadOutcome,
  readWantedLead,
  settleLead,
  type WantedLead,
} from '#db/leads/requests.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import type { Crm, Found } from '#activities/crm/crm.ts';
import { type CrmDeps, crmInForce, neighbourInForce } from '#activities/crm/in-force.ts';
import { ownCrm } from '#activities/crm/own.ts';
import type { LeadNeeds } from '#workflows/leads/needs.ts';

interface LeadDeps extends CrmDeps {
  notifier: Notifier;
}

/** What the leads that chats want need, done by this process. */
export function createLeads(deps: LeadDeps): LeadNeeds {
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
      if (speaksAgainst.code === 'open_lead') await crm.writeLinkBack(speaksAgainst.lead, chatOf(wanted));
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
      await crm?.writeLinkBack(wanted.outcome.lead, chatOf(wanted));
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
  });
}

const chatOf = ({ chatId, chatNumber, clientId }: WantedLead) => ({ id: chatId, number: chatNumber, clientId });

async function settle({ pool, notifier }: LeadDeps, wanted: WantedLead, outcome: LeadOutcome): Promise<void> {
  await settleLead(pool, wanted, outcome);
  notifier.notify('inbox', 'change');
}
