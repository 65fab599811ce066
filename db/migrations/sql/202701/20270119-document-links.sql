-- What Messenger does not take as a file goes as a link that opens the PDF for a while.
alter table document_sending add column link text null;
