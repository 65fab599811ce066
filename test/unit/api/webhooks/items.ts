export const PAGE = '102030405060701';
export const CLIENT = '7000000000000001';
export const AT = Date.UTC(2026, 10, 23, 9, 30);

/** What a client writes, as Meta delivers it. */
export const textItem = (mid: string, text: string) => fromClient({ message: { mid, text } });

export const fromClient = (fields: Record<string, unknown>) => ({
  sender: { id: CLIENT },
  recipient: { id: PAGE },
  timestamp: AT,
  ...fields,
});

export const fromPage = (fields: Record<string, unknown>) => ({
  sender: { id: PAGE },
  recipient: { id: CLIENT },
  timestamp: AT,
  ...fields,
});
