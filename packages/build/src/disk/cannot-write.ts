import { RheobaseError, ValidationError } from '@rheobase/core';

/** What the system's error codes mean, and what to do. */
const reasons: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  EACCES: ['permission is denied', 'name a place where you may write'],
  EPERM: ['permission is denied', 'name a place where you may write'],
  EROFS: ['its file system is read-only', 'name a place on another'],
  ENOSPC: ['no space is left', 'make room, or name a place elsewhere'],
  EDQUOT: ['your quota is used up', 'make room, or name a place elsewhere'],
  EFBIG: ['it would be larger than is allowed', 'name a place on another file system'],
  EPIPE: ['whoever read it has stopped reading', 'keep the reader running until all is written'],
  ENXIO: ['nothing is there to take it', 'name a file'],
  EBADF: ['it is not open for writing', 'open it for writing, or name a file'],
  ENAMETOOLONG: ['its name is too long', 'give it a shorter one'],
  ELOOP: ['its links lead in a circle', 'name the file itself'],
  ENOTDIR: ['a part of its path is no folder', 'name a place in a folder'],
  ENOENT: ['its folder is not there', 'make it first, or name another place'],
  EISDIR: ['it is a folder', 'name a file in it'],
  EBUSY: ['it is in use', 'name another file'],
  ETXTBSY: ['it is in use', 'name another file'],
  ERR_INVALID_ARG_VALUE: ['its name has a character that no name may have', 'give it another one'],
};

export const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** Why a file cannot be written, in one sentence with a remedy. */
export const cannotWrite = (given: string, why: string, remedy: string, code = 'cannot-write'): ValidationError =>
  new ValidationError(`cannot write '${given}': ${why}; ${remedy}`, {
    code,
    object: given,
    given,
    allowed: 'a file in an existing folder',
  });

/** The system's error as one of ours; what is no error of the system stays. */
export function writeFailure(given: string, error: unknown, where = ''): unknown {
  if (error instanceof RheobaseError || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const [why, remedy] = reasons[error.code] ?? [error.message, 'name another file'];
  return cannotWrite(given, where === '' ? why : `${why} ${where}`, remedy);
}

/** Does something for a file to be written; errors of the system name it. */
export function guardedWrite<T>(given: string, work: () => T, where = ''): T {
  try {
    return work();
  } catch (error) {
    throw writeFailure(given, error, where);
  }
}
