import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownOptions, optionNames } from '@rheobase/core';
import type { DecoderStore } from '../decoders/decoder-store.js';

export interface DiskCacheOptions {
  /** Where the files lie; it is made when it is first needed. */
  readonly folder: string;
  /** Most bytes kept: beyond it, the files that were used longest ago go. Default 512 MiB. */
  readonly limit?: number;
}

interface Kept {
  readonly path: string;
  readonly size: number;
  /** When it was last used, ms. */
  readonly used: number;
}

const ENDING = '.decoders';

/** Nothing, where another process has removed the file meanwhile. */
function ifThere<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A file that is still written may be so much older than the latest one, ms; a program that ended meanwhile left older ones behind. */
const UNFINISHED = 60 * 60 * 1000;

function removeLeft(folder: string, latest: number): void {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.part'))) {
    const path = join(folder, name);
    const found = ifThere(() => statSync(path));
    if (found && latest - found.mtimeMs > UNFINISHED) rmSync(path, { force: true });
  }
}

function keptIn(folder: string): readonly Kept[] {
  return readdirSync(folder)
    .filter(name => name.endsWith(ENDING))
    .flatMap(name => {
      const path = join(folder, name);
      const found = ifThere(() => statSync(path));
      return found ? [{ path, size: found.size, used: found.mtimeMs }] : [];
    });
}

const names = optionNames<DiskCacheOptions>({ folder: true, limit: true });

/**
 * A store of decoders in a folder, a file each, for `build(network, { cache: diskCache({ folder }) })` under Node. Files appear whole, by
 * renaming, so that processes can share the folder; a file that is damaged is solved and written again.
 */
export function diskCache(options: DiskCacheOptions): DecoderStore {
  const { folder, limit = 512 * 1024 * 1024 } = knownOptions('diskCache', options, names);
  /** Bytes in the folder as far as is known here; null before the first look. */
  let held: number | null = null;
  const shrink = (): void => {
    const files = [...keptIn(folder)].sort((a, b) => b.used - a.used);
    removeLeft(folder, files[0]?.used ?? 0);
    held = 0;
    for (const { path, size } of files) {
      if (held + size <= limit) held += size;
      else rmSync(path, { force: true });
    }
  };
  const pathOf = (key: string): string => join(folder, `${key}${ENDING}`);
  return Object.freeze({
    read(key: string): Uint8Array | null {
      const path = pathOf(key);
      const bytes = ifThere(() => readFileSync(path));
      if (bytes === null) return null;
      try {
        const now = new Date();
        utimesSync(path, now, now);
      } catch {
        // A folder that can only be read is still of use.
      }
      return new Uint8Array(bytes);
    },
    write(key: string, bytes: Uint8Array): void {
      if (bytes.length > limit) return;
      mkdirSync(folder, { recursive: true });
      const part = join(folder, `${key}.${randomUUID()}.part`);
      try {
        writeFileSync(part, bytes);
        renameSync(part, pathOf(key));
      } finally {
        rmSync(part, { force: true });
      }
      held = held === null ? null : held + bytes.length;
      if (held === null || held > limit) shrink();
    },
  });
}
