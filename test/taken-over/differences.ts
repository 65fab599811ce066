import type { Told } from './ask-all.ts';
import { changesByItself } from './by-itself.ts';

/** What differs between two answers, as `address: where: before → after`. */
export function differences(before: Told, after: Told): string[] {
  return Object.entries(before).flatMap(([path, answer]) => {
    if (!(path in after)) return [`${path}: is not asked any more`];
    const found = ofValues(answer, after[path], '');
    return found
      .filter(({ where, how }) => !isAdded(where, how) && !changesByItself(path, where))
      .map(({ where, how }) => `${path}: ${where}: ${how}`);
  });
}

/** What answers have got since: who does not know of it misses nothing. */
const ADDED =
  /\.(totalIsExact|clientSaid|held|healthReason|humanAgent|lastEventId|hit|seq|n|templates\.nobodyOnShift)$/;
/** … of pages: how their own workflows find them, and since when Meta brings what is written there. */
const OF_PAGES = /\.(isDeaf|watched|subscribedAt)$/;
/** … of messages: what stands at them. */
const AT_MESSAGES = /\.(former|quote|reactions|partOf|pressed|cameBy)$/;
/** … of what was sent in them: it is told like what came. */
const AT_FILES = /\.attachments\.\d+\.(id|state|mime|kind|size|width|height)$/;
/** … of colleagues who may be added to a chat: how they stand now. */
const STANDING = /\.(presence|since|reason|languages|teamIds|load|capacity|cons)$/;
/** … of chats: whether they are in the bin, and which lead they are about. */
const OF_CHATS = /\.(deleted|lead)$/;
/** … of contacts: what documents say of them, their phones and e-mails one by one, and whom they belong to. */
const OF_CONTACTS = /\.(kind|fullName|code|vatCode|address|signatory|points|companies|people|warnings)$/;
/** … of documents that went out in messages, and of a contact's last one: what was paid of them. */
const OF_DOCUMENTS = /\.document\.paidSum$/;
/** … of settings: what leads and orders of chats have for a source, in whose name documents begin, and the widget. */
const OF_SETTINGS = /\.settings\.(leadSourceId|orderSourceId|documentCompanyId|chatbotUsername|widget)$/;
const SINCE = [ADDED, OF_PAGES, AT_MESSAGES, AT_FILES, STANDING, OF_CHATS, OF_CONTACTS, OF_DOCUMENTS, OF_SETTINGS];
const isAdded = (where: string, how: string): boolean =>
  SINCE.some((one) => one.test(where)) && how.startsWith(`${NOTHING} → `);

const NOTHING = 'nothing';

type Difference = { where: string; how: string };

function ofValues(before: unknown, after: unknown, where: string): Difference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, where);
  if (!isObject(before) || !isObject(after)) return [{ where, how: `${short(before)} → ${short(after)}` }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => ofValues(before[key], after[key], `${where}.${key}`));
}

/** Each item by its name, wherever it stands now; what is new in a list of named items is no difference. */
function ofLists(before: unknown[], after: unknown[], where: string): Difference[] {
  if (!before.every((item) => nameOf(item) !== null)) return ofValues({ ...before }, { ...after }, where);
  const now = new Map(after.map((item) => [nameOf(item), item]));
  return before.flatMap((item) => {
    const name = nameOf(item);
    return now.has(name)
      ? ofValues(item, now.get(name), `${where}[${name}]`)
      : [{ where: `${where}[${name}]`, how: 'is gone' }];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const short = (value: unknown): string => (JSON.stringify(value) ?? NOTHING).slice(0, 400);

/** By what an item is known in its list; of a version, the scope it is of. */
function nameOf(item: unknown): string | null {
  if (!isObject(item)) return null;
  const { id, number, version, scope, operator, chatNumber, from } = item;
  if (version !== undefined && number === undefined)
    return `${isObject(scope) ? String(scope['id']) : ''}#${Number(version)}`;
  if (isObject(operator) && chatNumber === undefined) return String(operator['id']);
  const name = id ?? number ?? chatNumber ?? from;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null;
}
