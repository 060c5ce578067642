import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulationError } from '@rheobase/core';
import { benchRecord } from '../measure/record.js';
import { recordsOf, runProcess } from '../measure/run-process.js';
import type { Peer, PeerOptions } from './peer.js';

/** Compiler flags: all that the machine has, and four lanes of float32, as WebAssembly has them. */
const FLAGS: Readonly<Record<string, readonly string[]>> = Object.freeze({
  'c-native': ['-march=native'],
  'c-sse4.1': ['-msse4.1'],
});

const STEPS = 1000;

/** Hand-written C, limit.c, compiled when it is first needed: near what the machine can do in float32. */
export function limit({ folder }: PeerOptions): Peer {
  let place: Promise<string> | undefined;
  const programs = new Map<string, Promise<string>>();
  const compiled = async (system: string): Promise<string> => {
    place ??= mkdtemp(join(tmpdir(), 'rheobase-bench-'));
    const program = join(await place, system);
    await runProcess('gcc', ['-O3', ...(FLAGS[system] ?? []), '-ffast-math', join(folder, 'limit.c'), '-lm', '-o', program]);
    return program;
  };
  return {
    rivals: name => (name.startsWith('limit-') ? Object.keys(FLAGS).map(system => [system]) : []),
    run: async (system, name) => {
      const program = programs.get(system) ?? compiled(system);
      programs.set(system, program);
      const [, ...sizes] = name.split('-');
      const [record] = recordsOf(await runProcess(await program, [...sizes, String(STEPS)]));
      if (record) return benchRecord({ ...record, case: name, system, steps: STEPS });
      throw new SimulationError(`limit.c printed no record of the case ${name}`, { code: 'no-record', object: name });
    },
    dispose: async () => {
      if (place !== undefined) await rm(await place, { recursive: true, force: true });
    },
  };
}
