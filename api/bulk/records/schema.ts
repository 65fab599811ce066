import { z } from 'zod';
import { contactsAsked } from '../../contacts/filter.ts';
import { idText, plainText, someOf } from '../../http/fields.ts';
import { leadsAsked } from '../../leads/schema.ts';
import { ordersAsked } from '../../orders/schema.ts';

/** More than these are narrowed first: nobody means to change ten thousand by the way. */
export const BULK_MAX = 10_000;

const ids = z.array(z.uuid()).min(1).max(BULK_MAX).describe('Of contacts, leads or orders.');
const ALL = 'All that fit, as their list finds them at this moment.';
const ordered = { sort: true, order: true } as const;
const contactsFilter = contactsAsked.omit(ordered).describe(ALL);
const leadsFilter = leadsAsked.omit(ordered).describe(ALL);
const ordersFilter = ordersAsked.omit(ordered).describe(ALL);

const changeContacts = z.object({
  about: z.literal('contacts'),
  action: z.literal('change'),
  change: someOf({ managerId: idText.nullable(), segment: plainText.trim().max(100) }),
});
const removeContacts = z.object({ about: z.literal('contacts'), action: z.literal('delete') });
const change = someOf({
  ownerId: idText.nullable(),
  statusId: z.uuid(),
  reason: plainText.trim().max(500).describe('Why they came to nothing; needed with a status that means so.'),
  archived: z.boolean(),
});
const changeLeads = z.object({ about: z.literal('leads'), action: z.literal('change'), change });
const changeOrders = z.object({ about: z.literal('orders'), action: z.literal('change'), change });
const undo = z.object({
  about: z.enum(['contacts', 'leads', 'orders']),
  action: z.literal('undo'),
  bulkId: z.uuid().describe('What this one changed is put back, but for what was changed again since.'),
});

/** What is asked of many contacts, leads or orders: by their ids, or of all that fit. */
export const recordBulk = z.union([
  changeContacts.extend({ ids }),
  changeContacts.extend({ filter: contactsFilter }),
  removeContacts.extend({ ids }),
  removeContacts.extend({ filter: contactsFilter }),
  changeLeads.extend({ ids }),
  changeLeads.extend({ filter: leadsFilter }),
  changeOrders.extend({ ids }),
  changeOrders.extend({ filter: ordersFilter }),
  undo,
]);
export type NewRecordBulk = z.infer<typeof recordBulk>;
