import { z } from 'zod';
import { OUTGOING_KINDS } from '#db/entities/outgoing/outgoing-event.ts';
import { DELIVERY_STATES } from '#db/entities/outgoing/webhook.ts';
import type { DeliveryRow } from '#db/hooks/deliveries.ts';
import type { WebhookRow } from '#db/hooks/keep.ts';
import { moment, moments, words } from '../http/fields.ts';

const kind = z.enum(OUTGOING_KINDS);
const ids = z.array(z.uuid()).max(1_000);

export const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  isOn: z.boolean(),
  kinds: z.array(kind),
  pageIds: z.array(z.string()).describe('Empty: of all pages.'),
  teamIds: z.array(z.string()).describe('Of chats with an operator of one of these teams; empty: of all.'),
  withPersonal: z.boolean().describe('Names, phones, e-mails and texts of messages go along.'),
  offReason: z
    .enum(['failing', 'gone'])
    .nullable()
    .describe('Why it was switched off by itself: nothing arrived for three days, or it answered 410.'),
  offAt: moment.nullable(),
  waiting: z.number().int().describe('Messages that have not arrived yet.'),
  lastDeliveredAt: moment.nullable(),
  createdAt: moment,
});
export const withSecret = webhookSchema.extend({
  secret: z.string().describe('`whsec_…`, told this once: with it the receiver checks signatures.'),
});

export const webhookContent = z.object({
  name: words.max(100),
  url: words.max(2_000),
  isOn: z.boolean().default(true),
  kinds: z.array(kind).min(1).max(OUTGOING_KINDS.length),
  pageIds: ids.default([]),
  teamIds: ids.default([]),
  withPersonal: z.boolean().default(false),
});

export const newSecret = z.object({
  secret: z.string().describe('Told this once. The one before signs, too, for a day.'),
});

export const hookTrialSchema = z.object({
  ok: z.boolean(),
  status: z.number().int().nullable().describe('Of its answer; null: there was none.'),
  reason: z.enum(['address', 'inside', 'away', 'slow']).nullable().describe('Why there was none.'),
  answer: z.string().describe('Its beginning.'),
});

const attempt = z.object({
  at: moment,
  request: z.string().describe('The body that was sent.'),
  status: z.number().int().nullable(),
  answer: z.string().describe('Its beginning.'),
  reason: z.string().nullable(),
  tookMs: z.number().int(),
});
export const deliverySchema = z.object({
  id: z.string(),
  kind,
  at: moment.describe('When it happened.'),
  state: z.enum(DELIVERY_STATES),
  tries: z.number().int(),
  nextAt: moment.nullable().describe('Of one that waits.'),
  attempts: z.array(attempt).describe('The last ten, the newest first.'),
});

export const webhookPath = z.object({ id: z.uuid() });
export const deliveryPath = z.object({ id: z.uuid(), deliveryId: z.uuid() });

export const toWebhook = (row: WebhookRow) => ({
  ...row,
  offAt: moments(row.offAt),
  lastDeliveredAt: moments(row.lastDeliveredAt),
  createdAt: row.createdAt.toISOString(),
});

export const toDelivery = ({ nextAt, at, attempts, ...row }: DeliveryRow) => ({
  ...row,
  at: at.toISOString(),
  nextAt: row.state === 'waiting' ? nextAt.toISOString() : null,
  attempts: attempts.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
});
