import ts from 'typescript';
import { called } from './calls.ts';
import { type Code, declarationOf } from './code.ts';
import { named } from './names.ts';
import { fewValues, holds, type Known, lazily, type Looking, member, unknown, type Value, written } from './values.ts';
import type { World } from './worlds.ts';

/**
 * Works out the text an expression gives, as far as it is made of constants. What is not known is tried in every way it
 * may be: conditions both ways, a name of few values by each of them, a parameter by what it is called with.
 */
export function textOf(code: Code, world: World, node: ts.Expression): string {
  const looking: Looking = { code, world, value: (inner, known) => valueOf(looking, inner, known) };
  return written(looking.value(node, new Map()), node);
}

function valueOf(looking: Looking, node: ts.Expression, known: Known): Value {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node)) return named(looking, node, known);
  if (ts.isCallExpression(node)) return called(looking, node, known);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { made: node, known };
  return composed(looking, node, known);
}

/** What is made of other expressions. */
function composed(looking: Looking, node: ts.Expression, known: Known): Value {
  const value = (inner: ts.Expression): Value => looking.value(inner, known);
  if (ts.isTemplateExpression(node)) return template(node, value);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return value(node.expression);
  if (ts.isConditionalExpression(node))
    return value(holds(looking, node.condition, known) ? node.whenTrue : node.whenFalse);
  if (ts.isBinaryExpression(node)) return joined(node, value);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(value);
  if (ts.isObjectLiteralExpression(node)) return object(looking, node, known);
  if (ts.isPropertyAccessExpression(node)) return member(value(node.expression), node.name.text, node);
  if (ts.isElementAccessExpression(node)) return element(looking, node, known);
  throw unknown(node);
}

function template(node: ts.TemplateExpression, value: (node: ts.Expression) => Value): string {
  return node.templateSpans.reduce(
    (text, { expression, literal }) => text + written(value(expression), expression) + literal.text,
    node.head.text,
  );
}

function joined(node: ts.BinaryExpression, value: (node: ts.Expression) => Value): Value {
  const { kind } = node.operatorToken;
  const left = value(node.left);
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return left ? value(node.right) : left;
  if (kind === ts.SyntaxKind.BarBarToken) return left ? left : value(node.right);
  if (kind === ts.SyntaxKind.QuestionQuestionToken) return left ?? value(node.right);
  const right = value(node.right);
  if (kind === ts.SyntaxKind.EqualsEqualsEqualsToken) return left === right;
  if (kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return left !== right;
  if (kind === ts.SyntaxKind.AsteriskToken) return Number(left) * Number(right);
  if (kind === ts.SyntaxKind.MinusToken) return Number(left) - Number(right);
  if (kind !== ts.SyntaxKind.PlusToken) throw unknown(node);
  const areNumbers = typeof left === 'number' && typeof right === 'number';
  return areNumbers ? left + right : written(left, node.left) + written(right, node.right);
}

/** A member that nobody looks at need not be known. */
function object(looking: Looking, node: ts.ObjectLiteralExpression, known: Known): Value {
  const made: { [name: string]: Value } = {};
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) Object.assign(made, looking.value(property.expression, known));
    else if (ts.isPropertyAssignment(property))
      made[nameOf(property.name)] = lazily(looking, property.initializer, known);
    else if (ts.isShorthandPropertyAssignment(property))
      made[property.name.text] = lazily(looking, property.name, known);
    else throw unknown(property);
  }
  return made;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}

/** `LIST[name]`: by each name it may be. */
function element(looking: Looking, { expression, argumentExpression: by }: ts.ElementAccessExpression, known: Known) {
  const whole = looking.value(expression, known);
  const few = fewValues(looking.code, by);
  const subject = declarationOf(looking.code.checker, by) ?? by;
  const given = lazily(looking, by, known);
  const isOpen = few && few.length > 1 && typeof given !== 'string';
  const name = isOpen ? looking.world.pick(subject, few) : looking.value(by, known);
  return member(whole, written(name, by), by);
}
