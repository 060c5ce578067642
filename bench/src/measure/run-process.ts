import { execFile } from 'node:child_process';
import { SimulationError } from '@rheobase/core';
import { type BenchRecord, readRecord } from './record.js';

/** Runs a program to its end and gives what it printed. `SimulationError` ends with the last line of its complaint. */
export function runProcess(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { env: { ...process.env, ...environment }, maxBuffer: 1 << 26, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const reason = (stderr.trim() || error.message).split('\n').at(-1);
        reject(new SimulationError(`${[program, ...args].join(' ')} failed: ${reason}`, { code: 'process-failed', object: program }));
      },
    );
  });
}

/** The records that a program prints. */
export const recordsOf = (printed: string): readonly BenchRecord[] =>
  printed.split('\n').flatMap(line => {
    const record = readRecord(line);
    return record === null ? [] : [record];
  });
