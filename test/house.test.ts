import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = files.filter(file => /^((packages|plugins)\/[^/]+|bench)\/src\/.*\.ts$/.test(file));

describe('the house keeps its order', () => {
  test('no source file is longer than 500 lines', () => {
    expect(sources.filter(file => read(file).split('\n').length > 500)).toEqual([]);
  });

  test('no folder or file is called utils, helpers or misc', () => {
    expect(files.filter(file => /(^|\/)(utils?|helpers?|misc)(\/|\.ts$)/.test(file))).toEqual([]);
  });

  test('sources neither say any nor silence the checker', () => {
    const offences = /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error|\bas unknown as\b|Math\.random|Date\.now/;
    expect(sources.filter(file => offences.test(read(file)))).toEqual([]);
  });

  test('what claims the same bits everywhere uses no transcendental of the engine', () => {
    const exact = sources.filter(file => /^(packages\/(math|core|model|build|program)|plugins\/reference)\//.test(file));
    const inexact =
      /Math\.(exp|expm1|log|log1p|log2|log10|sin|cos|tan|tanh|sinh|cosh|pow|cbrt|hypot|atan2?|asin|acos)\b|[\w)\]] \*\* [\w(]/;
    expect(exact.filter(file => inexact.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))).toEqual([]);
  });

  test('nothing names a place outside the repository', () => {
    const text = files.filter(
      file => /\.(ts|mjs|cjs|json|md|yml)$|run$/.test(file) && file !== 'package-lock.json' && file !== 'test/house.test.ts',
    );
    expect(text.filter(file => /\/(home|root|tmp|work|Users)\/\w|registry\./.test(read(file)))).toEqual([]);
  });

  test('no documentation holds a placeholder', () => {
    expect(files.filter(file => file.endsWith('.md') && /@@|TODO|TBD|FIXME/.test(read(file)))).toEqual([]);
  });

  test('every relative link in the documentation leads somewhere', () => {
    const known = new Set(files.flatMap(file => file.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/'))));
    const dead = files
      .filter(file => file.endsWith('.md'))
      .flatMap(file =>
        Array.from(read(file).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g), match => match[1] ?? '')
          .filter(link => !/^[a-z]+:/.test(link))
          .filter(link => !known.has(normalize(join(dirname(file), link)).replace(/\/$/, '')))
          .map(link => `${file}: ${link}`),
      );
    expect(dead).toEqual([]);
  });
});
