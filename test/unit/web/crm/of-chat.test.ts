import { expect, test } from 'vitest';
import { leadOfChat } from '#lib/crm/chat/lead-of-chat.ts';
import { orderOfChat } from '#lib/crm/chat/order-of-chat.ts';
import { chat, message, olena } from '../chat/chat-fixtures.ts';

const PHONE = '+380671234567';
const wrote = (id: string, phone?: string, email?: string) =>
  message(id, '16:00:00', { contact: { ...(phone && { phone }), ...(email && { email }) } });
const said = [
  wrote('first', PHONE),
  wrote('other', undefined, 'maria@demo.example'),
  wrote('again', PHONE),
  message('last', '16:01:00'),
];

test('F34: each part of a lead names the message of the client it is from, the last one that says it', () => {
  const { fields, writtenIn } = leadOfChat(chat(1, { phone: PHONE }), said);
  expect(fields).toMatchObject({ phone: PHONE, email: 'maria@demo.example', contact: null });
  expect(writtenIn.phone?.messageId).toBe('again');
  expect(writtenIn.email?.messageId).toBe('other');
});

test('F34: what no message says has none: an employee typed it', () => {
  const { fields, writtenIn } = leadOfChat(chat(1, { phone: '+380500000000' }), said);
  expect([fields.phone, writtenIn.phone]).toEqual(['+380500000000', null]);
});

test('F34: an order begins with who the chat says the client is now, not with whom the links said before', () => {
  const contact = { id: 'new', name: 'Нова', segment: '', manager: null };
  const begun = orderOfChat(chat(1, { contact, operators: [olena] }), said, null, 'nobody');
  expect(begun).toMatchObject({ fields: { contact: { id: 'new' }, ownerId: olena.id }, contactFrom: null });
});
