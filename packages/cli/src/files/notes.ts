import { checkOutput, type Output } from '@rheobase/build/disk';
import { ValidationError } from '@rheobase/core';

const takesOut = (output: Output): boolean => output.kind === 'descriptor' && output.descriptor === 1;

/**
 * Checks where a file goes, and says where notes go beside it: to standard error if standard output takes the file itself. With --json,
 * standard output is for the result.
 */
export function checkedOut(command: string, out: string, json: boolean): 'out' | 'err' {
  const taken = takesOut(checkOutput(out));
  if (taken && json) {
    throw new ValidationError(`${command}: --json and --out ${out} both take standard output; name a file with --out`, {
      code: 'wrong-usage',
      given: out,
      allowed: 'a file',
    });
  }
  return taken ? 'err' : 'out';
}
