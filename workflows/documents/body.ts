/** A piece of a paragraph, or of a heading. */
interface Part {
  text: string;
  strong: boolean;
}
export interface Block {
  heading: boolean;
  text: string;
  parts: Part[];
}

/** What may stand in `{{…}}` in the text of a document. */
export const DOCUMENT_VARIABLES = [
  'number',
  'date',
  'company',
  'companySigner',
  'companyBasis',
  'client',
  'clientSigner',
  'total',
  'currency',
  'totalInWords',
] as const;
type DocumentVariable = (typeof DOCUMENT_VARIABLES)[number];
export type BodyValues = Record<DocumentVariable, string>;

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Names in `{{…}}` that mean nothing. */
export function unknownIn(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

const isVariable = (name: string): name is DocumentVariable => DOCUMENT_VARIABLES.some((known) => known === name);

/** Begins a line that is kept in a template and switched off: it stands on no page. */
export const SWITCHED_OFF = '[-] ';

/**
 * The text of a document: `# ` begins a heading, every other line is a paragraph, `**…**` is strong. Headings are
 * numbered, and paragraphs under them: «2.», «2.1.». What stands for a variable is never read as markup.
 */
export function bodyOf(text: string, values: BodyValues): Block[] {
  let [section, clause] = [0, 0];
  return text.split('\n').flatMap((line): Block[] => {
    const said = line.trim();
    if (said === '' || said.startsWith(SWITCHED_OFF)) return [];
    if (said.startsWith('# ')) {
      [section, clause] = [section + 1, 0];
      return [{ heading: true, text: `${section}. ${filled(said.slice(2), values)}`, parts: [] }];
    }
    clause += 1;
    const place = section > 0 ? [{ text: `${section}.${clause}. `, strong: false }] : [];
    return [{ heading: false, text: '', parts: [...place, ...partsOf(said, values)] }];
  });
}

/** Whether a line of it stands on a page. */
export const saysAnything = (text: string): boolean =>
  text.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith(SWITCHED_OFF));

function partsOf(line: string, values: BodyValues): Part[] {
  return line
    .split('**')
    .map((piece, at) => ({ text: filled(piece, values), strong: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** Words with what their variables stand for; a name that means nothing stays as it is written. */
export const filled = (text: string, values: BodyValues): string =>
  text.replace(VARIABLE, (whole, name: string) => (isVariable(name) ? values[name] : whole));
