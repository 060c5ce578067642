import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The word a call begins with: `it` of `it('…')`, `it.each(…)('…')`, `it.skipIf(…)('…')`. */
function calledWord(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return calledWord(callee.expression);
  return '';
}

/** A title as it stands in the source: of a template with values, its text between the backticks. */
const titleOf = (argument: ts.Expression | undefined, source: ts.SourceFile): string | null =>
  argument === undefined
    ? null
    : ts.isStringLiteral(argument) || ts.isNoSubstitutionTemplateLiteral(argument)
      ? argument.text
      : ts.isTemplateExpression(argument)
        ? argument.getText(source).slice(1, -1)
        : null;

/** The titles of all tests of a file, those of the groups around them first: `group > test`. Of `it.each` it is the pattern. */
export function testTitles(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const titles: string[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const word = ts.isCallExpression(node) ? calledWord(node.expression) : '';
    const title = ts.isCallExpression(node) ? titleOf(node.arguments[0], source) : null;
    if ((word === 'it' || word === 'test') && title !== null) titles.push([...groups, title].join(' > '));
    const inner = word === 'describe' && title !== null ? [...groups, title] : groups;
    ts.forEachChild(node, child => visit(child, inner));
  };
  visit(source, []);
  return titles;
}
