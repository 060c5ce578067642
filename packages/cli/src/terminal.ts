/** Where the command writes: results to `out`, notes and errors to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** The streams of this process. */
export const processTerminal: Terminal = {
  out: text => {
    process.stdout.write(text);
  },
  err: text => {
    process.stderr.write(text);
  },
};
