import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needChromium } from './browser/chromium.js';
import type { Row } from './browser/hashes.js';
import { networks } from './browser/networks.js';
import { bundled, inChromium, inNode } from './browser/one-script.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-browser-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What one file without imports prints under plain node and, opened from disk, in Chromium. */
async function printed(program: string): Promise<readonly [node: string, browser: string]> {
  const code = await bundled(fileURLToPath(new URL(`./browser/${program}`, import.meta.url)));
  return Promise.all([inNode(folder, code), inChromium(folder, code)]);
}

const rowsOf = (lines: string): readonly Row[] => lines.split('\n').map(line => JSON.parse(line));

function printTable(rows: readonly Row[]): void {
  const line = ({ name, neurons, active, recorded, model, runs: [float64, float32] }: Row) =>
    [name.padEnd(20), ...[neurons, active, recorded].map(n => String(n).padStart(8)), model, float64, float32]
      .map((cell, i) => (i > 3 ? String(cell).slice(0, 16) : cell))
      .join('  ');
  console.log(
    [
      'SHA-256 (its beginning) of what was built and of all that was recorded, the same in Node and in Chromium',
      'network'.padEnd(20) + ' neurons    active  recorded  model             float64           float32'.padStart(78),
      ...rows.map(line),
    ].join('\n'),
  );
}

describe('Node and Chromium', () => {
  test('build the same Model and give the same spikes, bit for bit, from one file opened from disk', async context => {
    needChromium(context);
    const [inNode, inBrowser] = await printed('program.ts');
    expect(inNode).toMatch(/^model [0-9a-f]{64}\nsamples [0-9a-f]{64}$/);
    expect(inBrowser).toBe(inNode);
  });

  test('build 20 networks and run them in WebAssembly, on one thread and on two, to the same bits, in float64 those of the reference', async context => {
    needChromium(context);
    const [inNode, inBrowser] = await printed('hash-program.ts');
    expect(inBrowser.split('\n')).toEqual(inNode.split('\n'));
    expect(inNode).not.toMatch(/then: /);
    const rows = rowsOf(inNode);
    expect(rows.map(({ name }) => name)).toEqual(networks.map(({ name }) => name));
    expect(rows.length).toBe(20);
    for (const { model, runs, active } of rows) {
      const [float64, float32, reference, ...onThreads] = runs;
      expect(model).toMatch(/^[0-9a-f]{64}$/);
      expect(float64).toBe(reference);
      expect(onThreads).toEqual([float64, float32]);
      // Other bits, so that the hash is seen to tell them apart.
      expect(float32).not.toBe(float64);
      expect(active).toBeGreaterThan(1000);
    }
    // Workers had their shares: nobody was told why not.
    const batches = rows.filter(({ batch }) => batch > 1);
    expect(batches.length).toBeGreaterThan(0);
    for (const { name, told } of batches) expect(told, name).toEqual([]);
    expect(new Set(rows.flatMap(({ model, runs }) => [model, ...runs.slice(0, 2)])).size).toBe(3 * rows.length);
    printTable(rows);
  });
});
