/** SQL for the names of the files that a message came with, one after another; empty: none has one. */
export const fileNames = (attachments: string): string =>
  `coalesce((select string_agg(a ->> 'name', ' ') from jsonb_array_elements(${attachments}) a
     where a ->> 'type' in ('image', 'audio', 'video', 'file')), '')`;

/** SQL for what of a message is searched, folded: its text, and what its files are called. */
export const saidBy = (text: string, attachments: string): string =>
  `case when ${attachments} = '[]' then fold(${text}) else fold(${text} || ' ' || ${fileNames(attachments)}) end`;
