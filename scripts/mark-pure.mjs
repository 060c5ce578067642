import { parseAst } from 'rolldown/parseAst';

/** Children of a node of a syntax tree that are nodes. */
const childrenOf = node =>
  Object.values(node)
    .flat()
    .filter(child => typeof child?.type === 'string');

/** Where calls begin that run when the module is loaded: not those within functions, which run when these are called. */
function callsOnLoad(node) {
  if (/^(Function|ArrowFunction)/.test(node.type)) return [];
  if (/^(MethodDefinition|PropertyDefinition)$/.test(node.type) && !node.static) return node.computed ? callsOnLoad(node.key) : [];
  const inner = childrenOf(node).flatMap(callsOnLoad);
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? [node.start, ...inner] : inner;
}

/**
 * Marks what a module without side effects calls while it is loaded, as `const names = optionNames({ … })`, as pure: bundlers drop it from
 * programs that do not use it. They know that of whole files (`sideEffects: false`), and a bundle is one file.
 */
export function markPure(code) {
  const starts = parseAst(code).body.flatMap(statement => {
    if (statement.type === 'ExpressionStatement') {
      throw new Error(
        `a package without side effects must not run a statement when it is loaded: ${code.slice(statement.start, statement.end)}`,
      );
    }
    return callsOnLoad(statement);
  });
  return Array.from(new Set(starts))
    .sort((a, b) => b - a)
    .reduce((text, start) => `${text.slice(0, start)}/* @__PURE__ */ ${text.slice(start)}`, code);
}
