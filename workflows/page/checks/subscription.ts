import { PAGE_FIELDS } from '../fields.ts';
import type { Check, SubscriptionFact } from '../vocabulary.ts';
import type { Finding } from './finding.ts';

/** So often in vain, and a person has to see to it. */
const PUT_BACK_MAX = 3;

/** How the subscription stands, and the fields to put back: a call replaces them all, so those that are there stay. */
interface SubscriptionFinding {
  found: Finding;
  fields: string[] | null;
}

/** Meta switches it off by itself when the webhook failed for an hour, and people do it by mistake. */
export function judgeSubscription(
  fact: SubscriptionFact | null,
  before: Check,
  putBack: number,
): SubscriptionFinding | null {
  if (!fact || fact.kind === 'no_answer') return null;
  if (fact.kind === 'refused') return { found: { state: 'broken', code: 'refused' }, fields: null };
  const missing = PAGE_FIELDS.filter((field) => !fact.fields.includes(field));
  if (missing.length === 0)
    return { found: { state: 'ok', code: putBack > 0 ? 'put_back' : standing(before) }, fields: null };
  const fields = [...new Set([...fact.fields, ...PAGE_FIELDS])];
  if (putBack >= PUT_BACK_MAX)
    return { found: { state: 'broken', code: 'refused', detail: { fields: missing } }, fields };
  const isOff = missing.length === PAGE_FIELDS.length;
  return {
    found: { state: 'broken', code: isOff ? 'off' : 'fields_missing', detail: isOff ? {} : { fields: missing } },
    fields,
  };
}

/** That it was put back stays said until something else happens. */
const standing = ({ code }: Check): 'put_back' | 'on' => (code === 'put_back' ? 'put_back' : 'on');
