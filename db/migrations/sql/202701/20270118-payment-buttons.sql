-- A document may go with a button that pays it.
alter table document_sending add column payment_button boolean not null default false;
