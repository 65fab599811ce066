import { fromSql } from './from-sql.ts';
import { OneSpelling } from './one-spelling.ts';
import { ForgetWords } from './words.ts';

/** In the order they are applied; forward only. */
export const migrations = [
  // The ground: employees, pages, clients, chats, messages, the inbox queue, the change feed.
  fromSql('20261123-first'),
  // Settings with versions, the contact a chat asks for, and messages that a chat says by itself.
  fromSql('20261124-settings'),
  // Files that go out with automatic messages.
  fromSql('20261124-files'),
  // Who gets a chat, the record of why, and the queue of those whom nobody may take.
  fromSql('20261125-routing'),
  // People of the CRM, and which of them a client is.
  fromSql('20261125-contacts'),
  // Who is at their desk, who is on leave, teams, and what operators know and can carry.
  fromSql('20261125-presence'),
  // Past chats as examples of what is to happen.
  fromSql('20261125-golden'),
  // That a client is none of the contacts found by their phone or e-mail.
  fromSql('20261125-refused'),
  // Contacts are found by a phone or an e-mail as fast while many are being written.
  fromSql('20261126-contact-search'),
  // What is not all right, for the watchers and for the admins' page.
  fromSql('20261127-trouble'),
  // Which saves a chat's row goes back to: a save out of another past is told from the next one.
  fromSql('20261127-epoch'),
  // Personal tokens have an end.
  fromSql('20261127-token-end'),
  { name: '20261127-words', class: ForgetWords },
  // What work that nobody asks for is shared by: the pace of each page, who sends, whose turn it is.
  fromSql('20261127-room'),
  { name: '20261127-one-spelling', class: OneSpelling },
  // Names and words are searched by letters that are one letter to people.
  fromSql('20261127-folded'),
  // Events that wait for their message, deliveries that wait to be read, and the window an advertisement may open.
  fromSql('20261127-events'),
  // Whether a client's contact was typed or tapped on a button of Messenger's.
  fromSql('20261127-buttons'),
  // A key for each client, with which everything is encrypted that the engine keeps of them.
  fromSql('20261128-keys'),
  // Lists and searches by indexes alone, and counts of chats that are kept.
  fromSql('20261129-lists'),
  // Rounds over chats and operators by indexes alone.
  fromSql('20261129-rounds'),
  // The sections of an inbox, counted and read apart.
  fromSql('20261201-sections'),
  // A token is asked about before it is used.
  fromSql('20261205-token-check'),
  // What each person is alerted of, and what they have read of it.
  fromSql('20261204-alerts'),
  // Pages that Meta lets a person answer on for seven days, and what was answered so.
  fromSql('20261207-human-agent'),
  // Texts that operators send again and again, and how often each person did.
  fromSql('20261211-ready-replies'),
  // Alerts are read one by one, too.
  fromSql('20261213-alerts-read'),
  // The feed has a first row before the first change.
  fromSql('20261214-feed-begins'),
  // A shift is ended by hand, which is no break.
  fromSql('20261215-end-of-shift'),
  // What a message said before it was edited.
  fromSql('20261216-former-texts'),
  // What is asked of many chats at once, and what became of each.
  fromSql('20261225-bulk'),
  // Files made out of what is filtered, each for a day.
  fromSql('20261220-exports'),
  // Chats that somebody deleted, until they are purged.
  fromSql('20261226-bin'),
  // What files hold stands in a store of its own.
  fromSql('20261227-file-store'),
  // A search over phones, e-mails and contacts, too, and by letters as they are mistyped.
  fromSql('20270101-search'),
  // Answers of a text and files: several messages that are one answer.
  fromSql('20261229-answer-parts'),
  // What the page puts to messages.
  fromSql('20270102-reactions'),
  // Files that pages have brought to Meta are sent again by their ids there.
  fromSql('20261230-file-uploads'),
  // What clients send is fetched and kept.
  fromSql('20261228-attachments'),
  // Pictures that were sent are shown small, too.
  fromSql('20270105-file-previews'),
  // Ready replies carry files.
  fromSql('20270107-ready-reply-files'),
  // Where any page of a list begins: counts by days and numbers.
  fromSql('20270103-places'),
  // What texts are found by is told in a third of the time.
  fromSql('20270104-quick-trigrams'),
  // Own companies, in whose name documents are made out.
  fromSql('20270120-companies'),
  // Documents of clients, with numbers that have no gap.
  fromSql('20270121-documents'),
  // Documents on their way into chats.
  fromSql('20270122-document-sendings'),
  // Leads, where they come from, and how they stand.
  fromSql('20270115-records'),
  // Which leads a client's chats are about.
  fromSql('20270117-client-leads'),
  // Leads that chats want by their settings.
  fromSql('20270127-automatic-leads'),
  // Whoever waits is counted apart.
  fromSql('20270106-waiting-places'),
  // Contacts are persons or companies, have what documents say of them, and each phone and e-mail in its own row.
  fromSql('20270110-contact-points'),
  // What each field of a contact was before.
  fromSql('20270111-contact-history'),
  // Contacts that are one and the same are merged, and merging is undone exactly.
  fromSql('20270112-contact-merge'),
  // Orders with their lines, and what each field of a lead or an order was before.
  fromSql('20270123-orders'),
  // Which orders a client's chats are about, and for which one a document is made out.
  fromSql('20270124-client-orders'),
  // Leads that became contacts and orders.
  fromSql('20270125-lead-conversion'),
  // Files of contacts are brought in, row by row, and taken back.
  fromSql('20270130-imports'),
  // A document may go into a chat with a button that pays it.
  fromSql('20270118-payment-buttons'),
  // What Messenger does not take as a file goes as a link.
  fromSql('20270119-document-links'),
  // Whoever asks twice for one order gets the same.
  fromSql('20270129-order-keys'),
  // Lines of orders have discounts of their own.
  fromSql('20270126-order-line-discount'),
  // Own companies have a logo, and documents the one they were issued with.
  fromSql('20270204-company-logo'),
  // Documents and accounts in dollars and euros.
  fromSql('20270205-currencies'),
  // Numbers begin anew each year, each month, or never.
  fromSql('20270206-number-restart'),
  // Points of contacts that are added together are written together.
  fromSql('20270210-points-at-once'),
  // What documents say is kept as templates with versions.
  fromSql('20270201-document-templates'),
  // What people ask of the company's other CRM out of a chat.
  fromSql('20270209-neighbour-tasks'),
  // Of a client's leads one is the main one.
  fromSql('20270216-main-leads'),
  // Lists of contacts, leads and orders are cut out of indexes in each of their orders.
  fromSql('20270207-record-lists'),
  // Contacts, leads and orders are changed many at once.
  fromSql('20270208-bulk-records'),
  // Lists of hundreds of thousands of contacts, leads, orders and documents.
  fromSql('20270211-lists-of-records'),
  // What happened and may be told to others, and what of it goes to Google Analytics.
  fromSql('20270304-outgoing-events'),
  // How each page is, what happened to it, and how many messages are usual.
  fromSql('20270301-page-health'),
  // Pages are connected by logging in with Facebook.
  fromSql('20270226-facebook-logins'),
  // Pages are removed, and what was said in them stays.
  fromSql('20270227-removed-pages'),
  // Other systems that are told what happens.
  fromSql('20270305-webhooks'),
  // A button that pays a document goes by the rule of the document.
  fromSql('20270220-payment-messages'),
  // Templates leave parts of a document out.
  fromSql('20270221-template-parts'),
  // Chats are found by the words of names in the order of their last contacts, without looking at each.
  fromSql('20270224-named-chats'),
  // An operator's open chats are placed by their index alone, and contacts found by a letter or two.
  fromSql('20270225-narrow-ways'),
];
