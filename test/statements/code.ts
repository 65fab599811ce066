import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** The memory's code as the compiler understands it. */
export interface Code {
  program: ts.Program;
  checker: ts.TypeChecker;
  /** The files that are looked at. */
  files: ts.SourceFile[];
  /** Every call of a function of the project, by the declaration of what is called. */
  calls: Map<ts.Declaration, ts.CallExpression[]>;
}

export function readCode(paths: readonly string[]): Code {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    paths.map((path) => join(root, path)),
    options,
  );
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => paths.includes(relative(root, fileName)));
  return { program, checker, files, calls: callsIn(files, checker) };
}

/** Its path from the root and its line. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${pathOf(source)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export function pathOf(source: ts.SourceFile): string {
  return relative(root, source.fileName);
}

/** The declaration a name leads to, through imports. */
export function declarationOf(checker: ts.TypeChecker, name: ts.Node): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return meant?.valueDeclaration;
}

export function eachNode(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => eachNode(child, see));
}

function callsIn(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Code['calls'] {
  const calls: Code['calls'] = new Map();
  for (const file of files)
    eachNode(file, (node) => {
      if (!ts.isCallExpression(node)) return;
      const called = declarationOf(checker, node.expression);
      const made = called && ts.isVariableDeclaration(called) ? called.initializer : called;
      if (made) calls.set(made as ts.Declaration, [...(calls.get(made as ts.Declaration) ?? []), node]);
    });
  return calls;
}
