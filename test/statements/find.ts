import ts from 'typescript';
import { type Code, eachNode, placeOf } from './code.ts';
import { textOf } from './evaluate.ts';
import { inEveryWorld, Unknown } from './worlds.ts';

/** A place of the code where SQL is run. */
export interface Statement {
  /** File and line, for people. */
  place: string;
  /** The names it stands in, outermost first. */
  in: string;
  /** Each text it may have. */
  texts: string[];
  /** Why its texts are not known. */
  unknown: string | null;
  /** What its rows are said to be. */
  row: ts.Type | null;
  /** Whether anybody looks at its rows. */
  readsRows: boolean;
  /** What is bound to `$1`, `$2`, …; null where the list is made elsewhere. */
  values: ts.Type[] | null;
}

/** Every statement of the code: whatever is given to a `query`. */
export function findStatements(code: Code): Statement[] {
  const found: Statement[] = [];
  for (const file of code.files)
    eachNode(file, (node) => {
      if (ts.isCallExpression(node) && isQuery(node)) found.push(statementOf(code, node));
    });
  return found;
}

function isQuery(node: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'query';
}

function statementOf(code: Code, call: ts.CallExpression): Statement {
  const { text, values } = partsOf(call);
  const [rowType] = call.typeArguments ?? [];
  return {
    place: placeOf(call),
    in: functionOf(call),
    ...textsOf(code, text),
    row: rowType ? code.checker.getTypeFromTypeNode(rowType) : null,
    readsRows: readsRows(call),
    values: values ? valuesOf(code, values) : null,
  };
}

/** `query(text, values)` or `query({ text, values })`. */
function partsOf(call: ts.CallExpression): { text: ts.Expression | undefined; values: ts.Expression | undefined } {
  const [first, second] = call.arguments;
  if (!first || !ts.isObjectLiteralExpression(first)) return { text: first, values: second };
  const part = (name: string): ts.Expression | undefined => {
    const property = first.properties.find((each) => each.name?.getText() === name);
    return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  };
  return { text: part('text'), values: part('values') };
}

function textsOf(code: Code, text: ts.Expression | undefined): Pick<Statement, 'texts' | 'unknown'> {
  if (!text) return { texts: [], unknown: 'it has no text' };
  try {
    const texts = inEveryWorld((world) => textOf(code, world, text));
    return { texts: [...new Set(texts)], unknown: null };
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return { texts: [], unknown: error.message };
  }
}

function valuesOf(code: Code, values: ts.Expression): ts.Type[] | null {
  if (!ts.isArrayLiteralExpression(values)) return null;
  const types = values.elements.map((element) => {
    if (!ts.isSpreadElement(element)) return [code.checker.getTypeAtLocation(element)];
    const list = code.checker.getTypeAtLocation(element.expression);
    return code.checker.isTupleType(list) ? code.checker.getTypeArguments(list as ts.TypeReference) : null;
  });
  return types.includes(null) ? null : types.flatMap((each) => each ?? []);
}

/** Not where only `rowCount` is taken, or nothing. */
function readsRows(call: ts.CallExpression): boolean {
  let above: ts.Node = call.parent;
  while (isPassedOn(above)) above = above.parent;
  if (ts.isExpressionStatement(above)) return false;
  if (ts.isPropertyAccessExpression(above)) return !['rowCount', 'catch'].includes(above.name.text);
  if (!ts.isVariableDeclaration(above) || !ts.isObjectBindingPattern(above.name)) return true;
  return above.name.elements.some((element) => (element.propertyName ?? element.name).getText() === 'rows');
}

/** It is waited for, alone or with others, or by nobody. */
function isPassedOn(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return ['unwaited', 'Promise.all'].includes(node.expression.getText());
  return ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isArrayLiteralExpression(node);
}

function functionOf(node: ts.Node): string {
  const names: string[] = [];
  for (let above = node.parent; above; above = above.parent)
    if (ts.isFunctionDeclaration(above) || ts.isVariableDeclaration(above) || ts.isPropertyAssignment(above))
      names.unshift(above.name?.getText() ?? '');
  return names.join('.');
}
