import type { Output } from '@rheobase/build/disk';
import type { Terminal } from '../terminal.js';

/** Where notes go beside what is written: to standard error where standard output takes the file itself. */
export const notesBeside = (output: Output, { out, err }: Terminal): ((text: string) => void) =>
  output.kind === 'descriptor' && output.descriptor === 1 ? err : out;
