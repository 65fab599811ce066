/**
 * What is kept of how far messages are ready to be searched, as a fact of the installation. Another name begins anew: a
 * build of before goes on with its own.
 */
export const READ_WORDS = 'words by page';

const PART = (part: string): string => `(select value ->> '${part}' from installation where name = '${READ_WORDS}')`;

/** SQL for the place in the feed up to which messages are in the index. */
export const POSITION = `(coalesce(${PART('xid')}, '0')::xid8, coalesce(${PART('id')}, '0')::bigint)`;
