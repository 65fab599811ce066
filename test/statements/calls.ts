import ts from 'typescript';
import { holds, isMade, type Known, lazily, type Looking, type Made, unknown, type Value, written } from './values.ts';

/** What a call gives: one of a function of the project, or of the few that lists and texts have. */
export function called(looking: Looking, node: ts.CallExpression, known: Known): Value {
  const { expression } = node;
  const given = node.arguments.map((argument) => lazily(looking, argument, known));
  if (ts.isPropertyAccessExpression(expression)) {
    const built = builtIn(looking, expression, looking.value(expression.expression, known), given);
    if (built !== undefined) return built;
  }
  const made = looking.value(expression, known);
  if (!isMade(made)) throw unknown(node);
  return run(looking, made, given);
}

function builtIn(looking: Looking, node: ts.PropertyAccessExpression, on: Value, [first]: Value[]): Value {
  const name = node.name.text;
  if (typeof on === 'string' && name === 'trim') return on.trim();
  if (!Array.isArray(on)) return undefined;
  if (name === 'join') return on.map((item) => written(item, node)).join(written(first ?? ',', node));
  return name === 'map' && isMade(first) ? on.map((item, at) => run(looking, first, [item, at])) : undefined;
}

function run(looking: Looking, { made, known }: Made, given: readonly Value[]): Value {
  const inside: Known = new Map(known);
  made.parameters.forEach((parameter, index) => {
    const value = given[index];
    const { initializer } = parameter;
    inside.set(parameter, value === undefined && initializer ? looking.value(initializer, inside) : value);
  });
  if (!made.body) throw unknown(made);
  return ts.isBlock(made.body) ? result(looking, made.body, inside) : looking.value(made.body, inside);
}

/** What a function of constants, conditions and returns gives. */
function result(looking: Looking, block: ts.Block, known: Known): Value {
  for (const statement of block.statements) {
    if (ts.isVariableStatement(statement)) continue;
    if (ts.isIfStatement(statement) && !holds(looking, statement.expression, known)) continue;
    const then = ts.isIfStatement(statement) ? statement.thenStatement : statement;
    if (!ts.isReturnStatement(then)) throw unknown(statement);
    return then.expression && looking.value(then.expression, known);
  }
  return undefined;
}
