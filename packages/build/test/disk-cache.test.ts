import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, buildReported } from '@rheobase/build';
import { diskCache } from '@rheobase/build/disk';
import { builtin, Network } from '@rheobase/core';
import { hashModel } from '@rheobase/model';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function network(seed: number, neurons = 12): Network {
  const net = new Network({ seed });
  const a = net.ensemble(neurons, 1, { label: 'a', evalPointCount: 20 });
  net.connect(a, net.passthrough(1, { label: 'end' }), { function: builtin('square') });
  net.probe(a);
  return net;
}

const key = (n: number): string => String(n).padStart(8, '0');

describe('a decoder cache on disk', () => {
  it('gives the same model with no cache, a cold one and a warm one (50 networks)', async () => {
    const cache = diskCache({ folder: join(folder, 'new', 'one') });
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31 - 1), fc.integer({ min: 3, max: 15 }), async (seed, neurons) => {
        const hash = hashModel(await build(network(seed, neurons)));
        const [cold, warm] = [
          await buildReported(network(seed, neurons), { cache }),
          await buildReported(network(seed, neurons), { cache }),
        ];
        expect([hashModel(cold.model), hashModel(warm.model)]).toEqual([hash, hash]);
        expect(warm.report.cache).toEqual({ hits: 2, misses: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('ignores and replaces files that are damaged', async () => {
    const cache = diskCache({ folder });
    const hash = hashModel(await build(network(1), { cache }));
    const [first = '', second = ''] = readdirSync(folder);
    writeFileSync(join(folder, first), 'nonsense');
    writeFileSync(join(folder, second), '');
    const { model, report } = await buildReported(network(1), { cache });
    expect(hashModel(model)).toBe(hash);
    expect(report.cache).toEqual({ hits: 0, misses: 2 });
    expect((await buildReported(network(1), { cache })).report.cache).toEqual({ hits: 2, misses: 0 });
  });

  it('builds with a note where the folder cannot be written', async () => {
    const taken = join(folder, 'file');
    writeFileSync(taken, '');
    const { model, report } = await buildReported(network(1), { cache: diskCache({ folder: taken }) });
    expect(hashModel(model)).toBe(hashModel(await build(network(1))));
    expect(report.notes.join()).toMatch(/the decoder cache cannot be (read|written)/);
  });

  it('removes what a program that ended has left unfinished, and nothing that is being written', () => {
    const [left, written] = [join(folder, 'a.1.part'), join(folder, 'b.2.part')];
    for (const file of [left, written]) writeFileSync(file, 'half');
    const before = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(left, before, before);
    diskCache({ folder }).write(key(1), new Uint8Array(10));
    expect(readdirSync(folder).sort()).toEqual([`${key(1)}.decoders`, 'b.2.part']);
  });

  it.each([0, 1, 40, 41, 150])('solves again where one bit of byte %d of a file is turned', async at => {
    const cache = diskCache({ folder });
    const hash = hashModel(await build(network(1), { cache }));
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      const byte = at % bytes.length;
      bytes[byte] = (bytes[byte] ?? 0) ^ 4;
      writeFileSync(join(folder, name), bytes);
    }
    const { model, report } = await buildReported(network(1), { cache });
    expect(hashModel(model)).toBe(hash);
    expect(report.cache).toEqual({ hits: 0, misses: 2 });
  });

  it('keeps to its limit, and lets go what was used longest ago', () => {
    const cache = diskCache({ folder, limit: 300 });
    for (const n of [1, 2, 3]) {
      cache.write(key(n), new Uint8Array(100));
      const used = new Date(1_000_000 * n);
      utimesSync(join(folder, `${key(n)}.decoders`), used, used);
    }
    expect(cache.read(key(1))).toHaveLength(100);
    cache.write(key(4), new Uint8Array(100));
    expect([1, 2, 3, 4].map(n => cache.read(key(n)) !== null)).toEqual([true, false, true, true]);
    cache.write(key(5), new Uint8Array(301));
    expect(cache.read(key(5))).toBeNull();
  });

  it('is read whole while other processes write the same file', async () => {
    const path = join(folder, `${key(1)}.decoders`);
    const script = `
      const { writeFileSync, renameSync } = await import('node:fs');
      for (let i = 0; i < 300; i++) {
        const part = process.argv[1] + '.' + process.pid + '.part';
        writeFileSync(part, Buffer.alloc(100_000, i));
        renameSync(part, process.argv[1]);
      }`;
    const others = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script, path]));
    const ended = Promise.all(others.map(child => new Promise(done => child.on('exit', done))));
    let running = true;
    void ended.then(() => {
      running = false;
    });
    const cache = diskCache({ folder });
    let seen = 0;
    while (running) {
      cache.write(key(1), new Uint8Array(100_000).fill(seen));
      const bytes = cache.read(key(1));
      expect(bytes).toHaveLength(100_000);
      expect(bytes?.every(byte => byte === bytes[0])).toBe(true);
      seen += 1;
      await new Promise(done => setTimeout(done, 1));
    }
    expect(await ended).toEqual([0, 0]);
    expect(seen).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([`${key(1)}.decoders`]);
  });
});
