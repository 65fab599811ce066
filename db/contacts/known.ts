const WRITTEN = `w.chat_id = c.id and w.direction = 'in' and w.contact is not null`;

/**
 * `known`: phones (E.164) and e-mails of the client `cl` of chat `c`: those kept with them, and those they wrote in it.
 * No nulls.
 */
export const KNOWN = `cross join lateral (
    select array_remove(array[cl.phone] || array(select w.contact ->> 'phone' from message w where ${WRITTEN}),
      null) as phones,
      array_remove(array[cl.email] || array(select w.contact ->> 'email' from message w where ${WRITTEN}),
        null) as emails
  ) known`;

/**
 * Contacts `k` with any of these. `offset 0`: found by the indexes of phones and e-mails; whoever sorts and cuts them
 * off would else have the database walk through all of them in that order.
 */
export const knownContacts = (columns: string): string =>
  `(select ${columns} from contact where (contact.phones && known.phones or contact.emails && known.emails)
    and contact.merged_into_id is null offset 0) k`;
