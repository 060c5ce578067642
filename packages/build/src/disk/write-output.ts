import { constants, write } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isCode, writeFailure } from './cannot-write.js';
import { checkOutput, type Output, type RegularFile } from './output.js';
import { Parts } from './parts.js';

const writeTo = promisify(write);

/** All bytes, from the place on at which the descriptor stands. Pipes that do not block take some now and more later. */
async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    try {
      const { bytesWritten } = await writeTo(descriptor, bytes, at, bytes.length - at, null);
      at += bytesWritten;
    } catch (error) {
      if (!isCode(error, 'EAGAIN')) throw error;
      await setTimeout(1);
    }
  }
}

/**
 * Opens what is there already. A FIFO is opened as soon as it has a reader, without a thread that waits for it: such a thread would keep the
 * program from ending.
 */
async function openExisting(path: string): Promise<FileHandle> {
  const isFifo = (await stat(path)).isFIFO();
  const flags = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOCTTY | (isFifo ? constants.O_NONBLOCK : 0);
  for (;;) {
    try {
      return await open(path, flags);
    } catch (error) {
      if (!(isFifo && isCode(error, 'ENXIO'))) throw error;
      await setTimeout(10);
    }
  }
}

async function writeInPlace(output: Exclude<Output, RegularFile>, bytes: Uint8Array): Promise<void> {
  if (output.kind === 'descriptor') return writeAll(output.descriptor, bytes);
  const handle = await openExisting(output.path);
  try {
    await writeAll(handle.fd, bytes);
  } finally {
    await handle.close();
  }
}

/**
 * Writes files whole or not at all: each is written beside its place before the first takes it, so that what is there stays until everything
 * is complete. Links stay and what they lead to is written; a file keeps its mode and owner, a new one gets those of the umask. What is no
 * regular file (a device, a FIFO, `/dev/stdout`, `/dev/fd/3`) stays what it is and is written directly, as is a file with several hard links. `ValidationError` names the file, what
 * is wrong and what to do; nothing half-written is left behind then, nor by SIGINT, SIGTERM or SIGHUP.
 */
export async function writeOutputs(files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  const given = Array.from(files, ([name, content]) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { name, bytes, output: checkOutput(name) };
  });
  const told = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw writeFailure(name, error);
    }
  };
  const parts = given.some(({ output }) => output.kind === 'file') ? new Parts() : null;
  try {
    for (const { name, bytes, output } of given) if (output.kind === 'file') await told(name, async () => parts?.add(output, bytes));
    for (const { name, bytes, output } of given) if (output.kind !== 'file') await told(name, () => writeInPlace(output, bytes));
    await told(given.map(({ name }) => name).join("', '"), async () => parts?.place());
  } finally {
    parts?.end();
  }
}

/** Writes one file as `writeOutputs` writes several. */
export const writeOutput = (file: string, content: Uint8Array | string): Promise<void> => writeOutputs(new Map([[file, content]]));
