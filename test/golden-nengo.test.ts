import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differences } from './golden/compare.js';
import { readCase } from './golden/golden-case.js';

const folder = new URL('./golden/nengo/', import.meta.url);

describe('the reference backend gives the numbers of Nengo to 1e-9, spike for spike', () => {
  test.each(readdirSync(folder))('%s', async file => {
    expect(await differences(readCase(new URL(file, folder)))).toEqual([]);
  });

  test('a wrong expectation is noticed', async () => {
    const golden = readCase(new URL('net_channel_lif.json.gz', folder));
    const [first, ...probes] = golden.probes;
    if (!first) throw new Error('the case has no probe');
    const expected = first.expected.map((row, n) => (n === 150 ? row.map(x => x + 1e-6) : row));
    expect(await differences({ ...golden, probes: [{ ...first, expected }, ...probes] })).toMatchObject([{ probe: first.id, record: 150 }]);
  });
});
