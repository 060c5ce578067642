import { accessSync, constants, fstatSync, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import { cannotWrite, guardedWrite } from './cannot-write.js';

/** Where what is written under a name goes, links resolved. */
export type Output =
  /** A regular file, or none yet: `old` is what it keeps. Its content is replaced in one step. */
  | { readonly kind: 'file'; readonly path: string; readonly old: Pick<Stats, 'mode' | 'uid' | 'gid'> | null }
  /** What must stay what it is and is written in place: a device, a FIFO, a file of several names (hard links). */
  | { readonly kind: 'inPlace'; readonly path: string }
  /** A descriptor that this process has open, as of `/dev/stdout` or `/dev/fd/3`. */
  | { readonly kind: 'descriptor'; readonly descriptor: number };

export type RegularFile = Extract<Output, { readonly kind: 'file' }>;

/** Linux follows as many. */
const MOST_LINKS = 40;

/** The folder of descriptors, of this process or another. */
const DESCRIPTORS = /^(?:\/proc\/(\d+)(?:\/task\/\d+)?|\/dev)\/fd$/;

function folderOf(given: string, path: string): string {
  try {
    const folder = realpathSync(dirname(path));
    if (statSync(folder).isDirectory()) return folder;
  } catch {
    // Told below.
  }
  throw cannotWrite(given, `there is no folder '${dirname(path)}'`, 'make it first, or name another place', 'no-folder');
}

function descriptorOf(given: string, path: string): Output {
  const number = Number(basename(path));
  try {
    fstatSync(number);
    return { kind: 'descriptor', descriptor: number };
  } catch {
    throw cannotWrite(given, 'this descriptor is not open', 'open it in the shell, or name a file');
  }
}

/** Whether no write permission is given. The system lets the superuser write such a file; here it is refused. */
const isReadOnly = ({ mode }: Stats): boolean => (mode & 0o222) === 0 || (process.geteuid?.() === 0 && (mode & 0o200) === 0);

function existing(given: string, path: string, found: Stats): Output {
  if (found.isDirectory()) throw cannotWrite(given, 'it is a folder', 'name a file in it', 'no-folder');
  if (found.isSocket()) throw cannotWrite(given, 'it is a socket', 'name a file');
  if (isReadOnly(found))
    throw cannotWrite(given, 'it is read-only', `allow writing (chmod u+w '${path}'), or name another file`, 'read-only');
  guardedWrite(given, () => accessSync(path, constants.W_OK));
  if (!found.isFile() || found.nlink > 1) return { kind: 'inPlace', path };
  return { kind: 'file', path, old: { mode: found.mode, uid: found.uid, gid: found.gid } };
}

function newFile(given: string, path: string): Output {
  if (/[/\\]$/.test(path)) throw cannotWrite(given, 'it names a folder', 'name a file in it', 'no-folder');
  return { kind: 'file', path, old: null };
}

/** As `statSync`, but null where nothing is there; other faults are raised with the name that was given. */
const statusOf = (given: string, path: string, links: 'follow' | 'keep'): Stats | null =>
  guardedWrite(given, () => (links === 'follow' ? statSync : lstatSync)(path, { throwIfNoEntry: false }) ?? null);

/**
 * Where a file of this name goes: links are followed, also where they lead to a file that is not there yet. `ValidationError` says why it could
 * not be written and what to do: no folder, a folder in its place, links in a circle, no permission, a read-only file (also for the superuser).
 */
export function checkOutput(given: string): Output {
  if (typeof given !== 'string' || given === '') throw cannotWrite(String(given), 'the name is empty', 'name a file');
  // The system refuses some links of others that could be read here: it is asked first
  statusOf(given, given, 'follow');
  let path = given;
  for (let links = 0; links <= MOST_LINKS; links++) {
    const folder = folderOf(given, path);
    const owner = DESCRIPTORS.exec(folder);
    if (owner && (owner[1] ?? String(process.pid)) === String(process.pid)) return descriptorOf(given, path);
    const found = statusOf(given, path, 'keep');
    if (found?.isSymbolicLink()) {
      if (owner) return { kind: 'inPlace', path };
      const target = guardedWrite(given, () => readlinkSync(path));
      path = isAbsolute(target) ? target : `${folder}/${target}`;
      continue;
    }
    const output = found ? existing(given, path, found) : newFile(given, path);
    if (output.kind === 'file')
      guardedWrite(given, () => accessSync(folder, constants.W_OK | constants.X_OK), `in folder '${dirname(path)}'`);
    return output;
  }
  throw cannotWrite(given, 'its links lead in a circle', 'name the file itself');
}
