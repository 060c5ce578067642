import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { testTitles } from './test-titles.js';

const root = new URL('../', import.meta.url);
const list: { readonly tests: Readonly<Record<string, readonly string[]>> } = JSON.parse(
  readFileSync(new URL('golden/nengo-behaviours.json', import.meta.url), 'utf8'),
);

interface Row {
  readonly name: string;
  /** Our file and the title of its test, or why there is none. */
  readonly covered: { readonly file: string; readonly title: string } | null;
  readonly reason: string;
}

/** The rows of every table, each under the heading that names its file. */
function rowsOf(markdown: string): readonly Row[] {
  const rows: Row[] = [];
  let file = '';
  for (const line of markdown.split('\n')) {
    file = /^## `(.+)`$/.exec(line)?.[1] ?? file;
    const [, test, where, what] = /^\| `(test_\w+|Test\w+::test_\w+)` \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    if (test === undefined || where === undefined || what === undefined) continue;
    const covered = where === 'left out' ? null : { file: where.replaceAll('`', ''), title: what };
    rows.push({ name: `${file}::${test}`, covered, reason: covered ? '' : what });
  }
  return rows;
}

const markdown = readFileSync(new URL('nengo-behaviours.md', import.meta.url), 'utf8');
const rows = rowsOf(markdown);
const names = Object.entries(list.tests).flatMap(([file, tests]) => tests.map(test => `${file}::${test}`));
const covered = rows.flatMap(({ name, covered: by }) => (by ? [{ name, ...by }] : []));

describe('the behaviours that backends of Nengo are tested for', () => {
  it('are 217, each with one row', () => {
    expect(names).toHaveLength(217);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it('are covered but for a few, which have a reason', () => {
    expect(covered.length).toBeGreaterThanOrEqual(200);
    for (const { name, reason } of rows.filter(row => row.covered === null)) expect(reason.length, name).toBeGreaterThan(20);
  });

  it('are those of which claims are said not to have held', () => {
    const [, section = ''] = markdown.split('## Claims that did not hold');
    const named = Array.from(section.matchAll(/`(test_\w+)`/g), ([, name = '']) => name);
    expect(named).toHaveLength(13);
    expect(named.filter(name => !rows.some(row => row.name.endsWith(`::${name}`) && row.covered !== null))).toEqual([]);
  });

  it('are covered by tests that exist under that title', () => {
    const files = new Map(Array.from(new Set(covered.map(({ file }) => file)), file => [file, fileURLToPath(new URL(file, root))]));
    const titles = new Map(Array.from(files, ([file, path]) => [file, existsSync(path) ? testTitles(path) : []]));
    expect(covered.filter(({ file, title }) => titles.get(file)?.filter(t => t === title).length !== 1)).toEqual([]);
  });
});

describe('titles of tests', () => {
  it('are read from the source with the groups around them, patterns as they are written', () => {
    const own = testTitles(fileURLToPath(import.meta.url));
    expect(own).toContain('titles of tests > are read from the source with the groups around them, patterns as they are written');
    expect(testTitles(fileURLToPath(new URL('packages/core/test/connect.test.ts', root)))).toContain(
      'functions > that return %s are refused',
    );
    expect(own).not.toContain('titles of tests');
  });
});
