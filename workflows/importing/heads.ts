import type { ImportField } from './vocabulary.ts';

/** How people call the columns of their tables, in Ukrainian and in English; the first that fits. */
const WORDS: readonly [ImportField, RegExp][] = [
  ['email', /(mail|пошта$|пошти$)/],
  ['phone', /^(.*телефон|тел|моб|.*мобільн|.*phone|mobile|cell|tel)/],
  ['lastName', /^(прізвище$|last ?name|surname|family ?name)/],
  ['middleName', /^(по батькові|middle ?name|patronymic)/],
  ['firstName', /^(імя$|first ?name|given ?name)/],
  ['fullName', /^(повн(а|е) (назва|найменування)|юридична назва|legal ?name|full (company|legal) name)/],
  ['vatCode', /^(іпн|код платника пдв|vat)/],
  ['code', /^(код$|код єдрпоу|єдрпоу|рнокпп|код клієнта|code$|edrpou|tax ?(id|code|number))/],
  ['address', /^(.*адреса|address)/],
  ['signatory', /^(підписант|керівник|директор|signatory|director)/],
  ['kind', /^(тип|вид|kind|type)/],
  ['role', /^(посада|роль|position|role|job ?title|title)/],
  ['manager', /^(.*менеджер|відповідальн|.*manager|owner|assignee)/],
  ['segment', /^(сегмент|група|категорія|теги?|segment|group|category|tags?)/],
  ['company', /^(компанія|організація|фірма|company|organi[sz]ation|account)/],
  ['name', /^(піб|п і б|імя|назва|найменування|контакт|клієнт|покупець|name|full ?name|contact|client|customer)/],
];

/** Fields that may have several columns. */
const MANY: readonly ImportField[] = ['phone', 'email'];

/** What each column is of a contact, as its head says. */
export function columnsOf(heads: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const columns = heads.map((head) => {
    const words = wordsOf(head);
    const field = WORDS.find(([of, called]) => called.test(words) && !taken.has(of))?.[0] ?? null;
    if (field && !MANY.includes(field)) taken.add(field);
    return field;
  });
  // `Ім’я` of a table without last names is the whole name.
  return taken.has('name') || taken.has('lastName')
    ? columns
    : columns.map((field) => (field === 'firstName' ? 'name' : field));
}

/** The first row of a table says what is in its columns, unless it says of somebody already. */
export const isHead = (cells: readonly string[]): boolean => !cells.some((cell) => isEmail(cell) || isNumber(cell));

/** Of a table without heads. */
export function columnsByContent(cells: readonly string[]): (ImportField | null)[] {
  let isNamed = false;
  return cells.map((cell) => {
    if (isEmail(cell)) return 'email';
    if (isNumber(cell)) return 'phone';
    if (isNamed || !/\p{L}/u.test(cell)) return null;
    isNamed = true;
    return 'name';
  });
}

const isEmail = (cell: string): boolean => /^\S+@\S+\.\S+$/.test(cell.trim());
const isNumber = (cell: string): boolean => /^[+\d\s().-]+$/.test(cell) && cell.replaceAll(/\D/g, '').length >= 9;

/** Without what people write in between: `Ел. пошта*`, `П.І.Б.`, `Ім’я`. */
function wordsOf(head: string): string {
  return head
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’ʼ'`‘′]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
