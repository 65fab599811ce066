import ts from 'typescript';

export interface Sized {
  name: string;
  lines: number;
}

/** What groups tests is a heading, and no function of its own. */
const HEADINGS = new Set(['describe', 'suite']);

/** The functions of a file with the lines they take; a table, which is one literal, is left out. */
export function functionsOf(source: ts.SourceFile): Sized[] {
  const found: Sized[] = [];
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (isFunction(node) && node.body && !isTable(node.body) && !isHeading(parent, node))
      found.push({ name: nameOf(node, parent), lines: linesOf(node, source) });
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(source, source);
  return found;
}

type Function = ts.FunctionLikeDeclaration;

function isFunction(node: ts.Node): node is Function {
  return ts.isFunctionLike(node) && 'body' in node;
}

function isTable(body: ts.Node): boolean {
  if (ts.isBlock(body)) {
    const [only, ...others] = body.statements;
    return others.length === 0 && !!only && ts.isReturnStatement(only) && !!only.expression && isTable(only.expression);
  }
  if (ts.isParenthesizedExpression(body) || ts.isAsExpression(body) || ts.isSatisfiesExpression(body))
    return isTable(body.expression);
  return ts.isObjectLiteralExpression(body) || ts.isArrayLiteralExpression(body);
}

/** `describe(…)`, `describe.each(…)(…)`. */
function isHeading(parent: ts.Node, node: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression !== node && HEADINGS.has(called(parent.expression));
}

function called(node: ts.Node): string {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return called(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}

function nameOf(node: Function, parent: ts.Node): string {
  const name = node.name ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : null);
  if (name && 'text' in name) return name.text;
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const title = ts.isCallExpression(parent) ? parent.arguments.find(ts.isStringLiteralLike) : undefined;
  return title ? `“${title.text.slice(0, 40)}”` : 'without a name';
}

function linesOf(node: ts.Node, source: ts.SourceFile): number {
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart(source)) + 1;
}
