import ts from 'typescript';
import { declarationOf } from './code.ts';
import { fewValues, type Known, list, type Looking, member, seen, unknown, type Value } from './values.ts';

/** What a name stands for: a constant, a part of one, a parameter, a function. */
export function named(looking: Looking, node: ts.Identifier, known: Known): Value {
  if (node.text === 'undefined') return undefined;
  const declaration = declarationOf(looking.code.checker, node);
  if (!declaration) throw unknown(node);
  return declared(looking, declaration, node, known);
}

function declared(looking: Looking, declaration: ts.Declaration, node: ts.Node, known: Known): Value {
  if (known.has(declaration)) return seen(known.get(declaration), node);
  if (ts.isFunctionDeclaration(declaration)) return { made: declaration, known };
  if (ts.isBindingElement(declaration)) return bound(looking, declaration, node, known);
  if (ts.isParameter(declaration)) return given(looking, declaration, node);
  if (!ts.isVariableDeclaration(declaration)) throw unknown(node);
  const loop = declaration.parent.parent;
  if (ts.isForOfStatement(loop))
    return looking.world.pick(declaration, list(looking.value(loop.expression, known), node));
  if (declaration.initializer && isConstant(declaration)) return looking.value(declaration.initializer, known);
  throw unknown(node);
}

/** A part of what is taken apart. */
function bound(looking: Looking, declaration: ts.BindingElement, node: ts.Node, known: Known): Value {
  const holder = declaration.parent.parent;
  const few = known.has(holder) ? null : fewValues(looking.code, declaration.name);
  if (few) return looking.world.pick(declaration, few);
  const whole = declared(looking, holder, node, known);
  if (ts.isArrayBindingPattern(declaration.parent))
    return member(whole, String(declaration.parent.elements.indexOf(declaration)), node);
  const part = member(whole, (declaration.propertyName ?? declaration.name).getText(), node);
  return part === undefined && declaration.initializer ? looking.value(declaration.initializer, known) : part;
}

/** A parameter: one of its few values, or what its function is called with. */
function given({ code, world, value }: Looking, parameter: ts.ParameterDeclaration, node: ts.Node): Value {
  const few = ts.isIdentifier(parameter.name) && fewValues(code, parameter.name);
  if (few) return world.pick(parameter, few);
  const made = parameter.parent;
  const calls = code.calls.get(made);
  if (!calls) throw unknown(node, `nobody calls it with ${node.getText()}`);
  const call = world.pick(made, calls);
  const argument = call.arguments[made.parameters.indexOf(parameter)] ?? parameter.initializer;
  return argument && value(argument, new Map());
}

function isConstant(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
