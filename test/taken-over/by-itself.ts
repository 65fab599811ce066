/** What may differ since time went on and somebody logged in, by address and place, with the reason. */
const CHANGES: { path: RegExp; where: RegExp; why: string }[] = [
  { path: /./, where: /\.(total|pageSize)$/, why: 'more chats came after it was remembered' },
  { path: /status=new&pageSize=5&page=2/, where: /is gone|items/, why: 'a page by its number moves on' },
  { path: /order=desc&pageSize=7&page=2/, where: /items/, why: 'a page by its number moves on' },
  { path: /settings/, where: /chats\.open$/, why: 'more chats came' },
  { path: /operators$/, where: /openChats$/, why: 'more chats came' },
  { path: /shadow$/, where: /\.(decisions|differing|items.*|operators.*)$/, why: 'choices are made on' },
  { path: /tokens$|entry$/, where: /lastUsedAt$|lastSeenAt$/, why: 'used to ask this' },
  { path: /entry$/, where: /sessions\[/, why: 'ten are told, the newest first' },
  { path: /presence/, where: /./, why: 'nobody is at their desk' },
  { path: /settings(\/draft)?$/, where: /\.hours\./, why: 'whether it is open now' },
  { path: /./, where: /\.error\.message$/, why: 'its code is what it says; the words are for people' },
  { path: /contacts\/managers$/, where: /items\[/, why: 'who only reads manages nobody any more' },
];

export const changesByItself = (path: string, where: string): boolean =>
  CHANGES.some((change) => change.path.test(path) && change.where.test(where));
