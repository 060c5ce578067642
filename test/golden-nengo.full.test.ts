import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differences } from './golden/compare.js';
import type { GoldenCase } from './golden/golden-case.js';
import { NotYet } from './golden/golden-model.js';

const folder = new URL('../../shared/golden/nengo/', import.meta.url);

describe.skipIf(!existsSync(folder))('all cases of the golden folder beside the repository, where it is there', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];

  test('those within the present vocabulary pass, at least 50 of them', async () => {
    const failed: string[] = [];
    let passed = 0;
    for (const file of files) {
      const golden: GoldenCase & { readonly kind: string } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      if (golden.kind !== 'simulation') continue;
      try {
        if ((await differences(golden)).length === 0) passed += 1;
        else failed.push(file);
      } catch (error) {
        if (!(error instanceof NotYet)) throw error;
      }
    }
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThanOrEqual(50);
  });
});
