import type { Option } from 'commander';
import type { Terminal } from './terminal.js';

/** What a command has besides its options. */
export interface Context {
  readonly terminal: Terminal;
  /** Whether standard output takes one JSON object, and nothing else. */
  readonly json: boolean;
  /** Lines for people on standard output as they come; dropped with --json. */
  readonly out: (text: string) => void;
  /** How far the command is, on standard error; dropped unless it is a terminal or --progress is given. */
  readonly progress: (text: string) => void;
}

/** What a command has to say when it is done. */
export interface Outcome {
  /** With --json. */
  readonly json: unknown;
  /** Without; written to standard error if standard output takes a file. */
  readonly text: string;
  readonly to?: 'out' | 'err';
  /** 0 done, 1 failed. Default 0. */
  readonly code?: 0 | 1;
}

/** A command: what it takes, and what it does. `--json`, `--progress` and `--help` are common to all. */
export interface CommandDeclaration {
  readonly argument: readonly [name: string, description: string];
  readonly options: readonly Option[];
  /** `options` by the names that commander makes of the flags: those of the command's own interface. */
  run(argument: string, options: object, context: Context): Promise<Outcome>;
}

/** An entry of the list of commands. The file is loaded when its command is named. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandDeclaration }>;
}
