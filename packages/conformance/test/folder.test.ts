import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { goldenFiles } from '../src/index.js';

it('golden files are those of the folder, not of what is installed in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  for (const path of ['b', 'node_modules/x', 'b/node_modules', 'my_node_modules']) mkdirSync(join(folder, path), { recursive: true });
  for (const path of ['a.json', 'b/c.json', 'node_modules/x/d.json', 'b/node_modules/e.json', 'my_node_modules/f.json', 'g.txt']) {
    writeFileSync(join(folder, path), '{}');
  }
  expect(goldenFiles(folder).map(({ path }) => path)).toEqual(['a.json', join('b', 'c.json'), join('my_node_modules', 'f.json')]);
});
