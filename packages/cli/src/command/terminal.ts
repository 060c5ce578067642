/** Where the command writes: results to `out`, notes and errors to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether errors and notes are read on a terminal. Default false. */
  readonly interactive?: boolean;
}

/** A reader that leaves early ends the command, as it ends others in a pipe. */
function endWithReader(error: Error): void {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
  process.exit(1);
}

const writes =
  (stream: NodeJS.WriteStream) =>
  (text: string): void => {
    if (!stream.listeners('error').includes(endWithReader)) stream.on('error', endWithReader);
    stream.write(text);
  };

/** The streams of this process. */
export const processTerminal: Terminal = {
  out: text => writes(process.stdout)(text),
  err: text => writes(process.stderr)(text),
  interactive: process.stderr.isTTY === true,
};
