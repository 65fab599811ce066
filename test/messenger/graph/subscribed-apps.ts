import { z } from 'zod';
import { inboxFields } from '../options.ts';
import type { Page } from '../world.ts';
import { wrong } from './error.ts';
import type { Params } from './request.ts';
import type { App } from './token.ts';

const subscribable = new Set([
  ...inboxFields,
  'messaging_optouts',
  'messaging_account_linking',
  'messaging_integrity',
  'messaging_feedback',
  'messaging_customer_information',
  'message_template_status_update',
  'response_feedback',
  'send_cart',
  'inbox_labels',
  'feed',
  'messaging_in_thread_lead_form_submit',
]);

const fieldsSchema = z.union([
  z.array(z.string()),
  z.string().transform((list) => list.split(',').map((field) => field.trim())),
]);

export function subscriptionsOf(page: Page, app: App) {
  const others = page.otherApps.map((other) => ({ category: 'Business', ...other, subscribed_fields: ['messages'] }));
  if (page.subscribedFields.length === 0) return { data: others };
  return {
    data: [
      ...others,
      {
        category: 'Business',
        link: 'https://www.facebook.com/games/?app_id=' + app.id,
        name: 'Rozmova',
        id: app.id,
        subscribed_fields: page.subscribedFields,
      },
    ],
  };
}

/** Replaces the page's set of fields; one unknown field makes the whole call fail. */
export function subscribe(page: Page, { values }: Params) {
  const fields = fieldsSchema.safeParse(values['subscribed_fields']);
  if (!fields.success) throw wrong('The parameter subscribed_fields is required.');
  const unknown = fields.data.find((field) => !subscribable.has(field));
  if (unknown !== undefined)
    throw wrong(`Param subscribed_fields[0] must be one of the known fields, not "${unknown}"`);
  page.subscribedFields = fields.data;
  return { success: true };
}

export function unsubscribe(page: Page) {
  page.subscribedFields = [];
  return { success: true };
}
