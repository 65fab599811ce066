const WRITTEN = `w.chat_id = c.id and w.direction = 'in' and w.contact is not null`;

/** `known`: phones (E.164) and e-mails of the client `cl` of chat `c`: those kept with them, and those they wrote in it. No nulls. */
export const KNOWN = `cross join lateral (
    select array_remove(array[cl.phone] || array(select w.contact ->> 'phone' from message w where ${WRITTEN}), null) as phones,
      array_remove(array[cl.email] || array(select w.contact ->> 'email' from message w where ${WRITTEN}), null) as emails
  ) known`;
