import { rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isCode } from './cannot-write.js';
import type { RegularFile } from './output.js';

/** Sets owner and mode of the file that is replaced. Where the user may not set the owner, the new file belongs to the user. */
async function keep(handle: FileHandle, { mode, uid, gid }: NonNullable<RegularFile['old']>): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid) {
    try {
      await handle.chown(uid, gid);
    } catch (error) {
      if (!isCode(error, 'EPERM')) throw error;
    }
  }
  await handle.chmod(mode & 0o7777);
}

/** Files under other names, beside those whose place they will take; none is left behind, whatever happens. */
export class Parts {
  /** How many listen to signals now. */
  static #listening = 0;
  /** Where each is to go, by its path. */
  readonly #held = new Map<string, string>();
  readonly #signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

  constructor() {
    Parts.#listening += 1;
    for (const signal of this.#signals) process.on(signal, this.#stop);
    process.on('exit', this.#remove);
  }

  /** Writes a file whole beside its place. */
  async add({ path, old }: RegularFile, bytes: Uint8Array): Promise<void> {
    const handle = await this.#create(path, old === null ? 0o666 : 0o600);
    try {
      await handle.writeFile(bytes);
      if (old !== null) await keep(handle, old);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Each takes its place. */
  async place(): Promise<void> {
    for (const [part, path] of this.#held) {
      await rename(part, path);
      this.#held.delete(part);
    }
  }

  /** Removes what has not taken its place. Called once. */
  end(): void {
    Parts.#listening -= 1;
    for (const signal of this.#signals) process.removeListener(signal, this.#stop);
    process.removeListener('exit', this.#remove);
    this.#remove();
  }

  async #create(path: string, mode: number): Promise<FileHandle> {
    for (let number = 0; ; number++) {
      const part = `${dirname(path)}/.rheobase-${process.pid}-${number}.part`;
      if (this.#held.has(part)) continue;
      try {
        const handle = await open(part, 'wx', mode);
        this.#held.set(part, path);
        return handle;
      } catch (error) {
        if (!isCode(error, 'EEXIST') || number > 1000) throw error;
      }
    }
  }

  readonly #remove = (): void => {
    for (const part of this.#held.keys()) rmSync(part, { force: true });
    this.#held.clear();
  };

  /** A signal ends the program as if nobody had listened, unless the program itself listens: then what it does counts. */
  readonly #stop = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > Parts.#listening) return;
    this.end();
    process.kill(process.pid, signal);
  };
}
