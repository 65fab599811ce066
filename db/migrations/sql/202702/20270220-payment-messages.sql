-- The message with the button that pays a document goes by the same rule as the document itself.
alter table document_sending add column payment_message_id uuid null;
alter table document_sending add constraint document_sending_payment_message_id_foreign
  foreign key (payment_message_id) references message (id) on delete set null;
create index document_sending_payment_message_id_index on document_sending (payment_message_id);
update document_sending s set payment_message_id = m.id from message m
where s.payment_button and m.author_id = s.author_id and m.chat_id = s.chat_id and m.key = 'payment-' || s.id;
