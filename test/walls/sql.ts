import ts from 'typescript';

/** How a statement begins. Prose begins otherwise: *Update the page* has no `set`, *With a new token* no `as (`. */
const STATEMENT = new RegExp(
  [
    String.raw`^\s*(?:--.*\n\s*)*(?:`,
    [
      String.raw`select\s+\S`,
      String.raw`insert\s+into\s`,
      String.raw`update\s+(?:only\s+)?[\w."]+(?:\s+(?:as\s+)?\w+)?\s+set\s`,
      String.raw`delete\s+from\s`,
      String.raw`merge\s+into\s`,
      String.raw`with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s`,
      String.raw`(?:create|alter|drop|truncate)\s+(?:table|index|unique|database|type|function|extension)\s`,
      String.raw`lock\s+table\s`,
      String.raw`(?:notify|listen)\s+\w+\s*(?:,|$)`,
    ].join('|'),
    ')',
  ].join(''),
  'i',
);

/** Asking a database by a text: `pool.query('…')`, `tx.query`, `em.execute`, whatever the text is. */
const ASKING = new Set(['query', 'execute']);

/**
 * A file without any of these words need not be looked through; no `\b`, for an escaped line break (`\nselect`) is a
 * letter to it.
 */
const MAYBE =
  /select|insert|update|delete|merge|with |create|alter|drop|truncate|lock|notify|listen|query|execute|sql/i;

/** The SQL that a file writes, by the beginning of each statement. */
export function sqlOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  if (!MAYBE.test(source.text)) return found;
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && STATEMENT.test(text)) found.push(text);
    const asked = askedOf(node);
    if (asked !== null && !STATEMENT.test(asked)) found.push(asked);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((text) => text.trim().slice(0, 60));
}

function textOf(node: ts.Node | undefined): string | null {
  if (!node) return null;
  if (ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead)
    return (node as ts.LiteralLikeNode).text;
  return null;
}

/** The text of a call that asks the database, or of a template of MikroORM's `sql`. */
function askedOf(node: ts.Node): string | null {
  if (ts.isTaggedTemplateExpression(node)) {
    const isSql = ts.isIdentifier(node.tag) && node.tag.text === 'sql';
    return isSql ? beginningOf(node.template) : null;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return ASKING.has(node.expression.name.text) ? beginningOf(node.arguments[0]) : null;
}

function beginningOf(node: ts.Node | undefined): string | null {
  return node && ts.isTemplateExpression(node) ? node.head.text : textOf(node);
}
