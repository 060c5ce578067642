import { parseArgs } from 'node:util';
import { ValidationError } from 'rheobase';

export interface Arguments {
  /** Folder of MNIST IDX files, in place of the digits that come with the project. */
  readonly mnist: string | null;
  /** An ONNX file for 8 × 8 digits, in place of the one that comes with the project. */
  readonly onnx: string | null;
  readonly epochs: number;
  readonly seeds: readonly number[];
  /** Folder for report.html and result.json. */
  readonly out: string;
}

const USAGE = 'npm start -- [--mnist FOLDER] [--onnx FILE] [--epochs N] [--seeds 0,1,2] [--out FOLDER]';

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new ValidationError(`--${name} must be a whole number >= ${least}, but '${text}' was given; usage: ${USAGE}`, {
    code: 'invalid-argument',
    given: text,
    allowed: `>= ${least}`,
  });
}

function differentSeeds(text: string): readonly number[] {
  const seeds = text.split(',').map(Number);
  if (seeds.every(seed => Number.isInteger(seed) && seed >= 0) && new Set(seeds).size === seeds.length && !text.split(',').includes(''))
    return seeds;
  throw new ValidationError(`--seeds must be different whole numbers >= 0, separated by commas, but '${text}' was given; usage: ${USAGE}`, {
    code: 'invalid-argument',
    given: text,
  });
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        mnist: { type: 'string' },
        onnx: { type: 'string' },
        epochs: { type: 'string' },
        seeds: { type: 'string' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const what = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new ValidationError(`${what}; usage: ${USAGE}`, { code: 'invalid-argument', allowed: USAGE });
  }
}

/** What the command line asks for. */
export function readArguments(argv: readonly string[]): Arguments {
  const { mnist, onnx, epochs, seeds = '0,1,2', out } = parsed(argv);
  return {
    mnist: mnist ?? null,
    onnx: onnx ?? null,
    epochs: epochs === undefined ? 8 : whole('epochs', epochs, 1),
    seeds: differentSeeds(seeds),
    out: out ?? (mnist === undefined ? 'out/digits' : 'out/mnist'),
  };
}
