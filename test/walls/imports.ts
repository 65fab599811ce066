import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One import as it is written, and where it leads: a path from the root, or null for a package. */
export interface Import {
  written: string;
  to: string | null;
  /** The type stripper leaves nothing of it. */
  isType: boolean;
}

const root = join(import.meta.dirname, '..', '..');

/** The short names of package.json: `#db/*` is `db/*`. */
const aliases = Object.entries(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> }).imports,
).map(([name, place]) => ({ name: name.replace('*', ''), place: place.replace(/^\.\//, '').replace('*', '') }));

/** Everything that a file imports: by import, export, `import()`, `require()` or in a type. */
export function importsOf(file: string, source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  // All other imports stand at the top of the tree, and most files have no more.
  const isDeep = /\b(import|require)\s*[(/]/.test(source.text);
  const visit = (node: ts.Node): void => {
    const written = specifierOf(node);
    if (written !== null) found.push({ written, to: target(file, written), isType: isType(node) });
    if (isDeep || node === source) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A file's code as a tree; of a Svelte component its scripts, and what its markup imports. */
export function parse(file: string, text: string): ts.SourceFile {
  const code = file.endsWith('.svelte') ? codeOf(text) : text;
  return ts.createSourceFile(`${file}.ts`, code, ts.ScriptTarget.Latest, false);
}

function codeOf(component: string): string {
  const scripts = [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  const markup = component.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, '');
  return [...scripts, ...(markup.match(/\bimport\(\s*['"`][^'"`]*['"`]\s*\)/g) ?? [])].join(';\n');
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return wordOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? wordOf(node.argument.literal) : null;
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  return isImport || isRequire ? wordOf(node.arguments[0]) : null;
}

function wordOf(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

function isType(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportTypeNode(node);
}

/** A short name that package.json does not know leads to itself: no room has it. */
function target(file: string, written: string): string | null {
  if (written.startsWith('.')) return posix.join(posix.dirname(file), written);
  if (!written.startsWith('#')) return null;
  const alias = aliases.find(({ name }) => (name.endsWith('/') ? written.startsWith(name) : written === name));
  return alias ? alias.place + written.slice(alias.name.length) : written;
}
