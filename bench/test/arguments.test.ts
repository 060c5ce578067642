import { describe, expect, test } from 'vitest';
import { caseNames } from '../src/cases/catalog.js';
import { readArguments, USAGE } from '../src/command/arguments.js';
import { bench } from '../src/command/bench.js';

const read = (...argv: readonly string[]) => readArguments(argv, 'plots');
const names = (...argv: readonly string[]) => read(...argv).cases.map(({ name }) => name);

describe('what the command line asks for', () => {
  test('without arguments: all that simulate, alone, on one thread', () => {
    const args = read();
    expect(names()).toHaveLength(20);
    expect(names().slice(0, 2)).toEqual(['channel', 'ensemble-1k-1d']);
    expect(args).toMatchObject({ threads: 1, peer: null, rounds: 3, json: false, growth: null, out: 'plots' });
  });

  test('a suite has its cases', () => {
    expect(names('--suite', 'build').slice(0, 5)).toEqual(['solve-250', 'solve-500', 'solve-1000', 'solve-2000', 'channel']);
    expect(names('--suite', 'train')).toEqual(['train-mlp', 'train-cnn']);
    expect(names('--suite', 'fixed-point')).toHaveLength(4);
  });

  test('cases go by name, of any suite, several after commas or in options of their own', () => {
    expect(names('--case', 'channel,solve-500', '--case', 'train-cnn')).toEqual(['channel', 'solve-500', 'train-cnn']);
  });

  test('a name in two suites is the case of the suite asked for', () => {
    expect(read('--case', 'channel').cases[0]?.suite).toBe('simulate');
    expect(read('--case', 'channel', '--suite', 'build').cases[0]).toMatchObject({ suite: 'build', steps: 0 });
  });

  test('peers, rounds and the rest are passed on', () => {
    expect(read('--threads', '2').threads).toBe(2);
    expect([read().batch, read('--batch', '32').batch]).toEqual([null, 32]);
    expect(read('--peer', 'scripts', '--rounds', '5', '--python', 'python3', '--json')).toMatchObject({
      peer: 'scripts',
      rounds: 5,
      python: 'python3',
      threads: 1,
      json: true,
    });
  });
});

test.each(['--help', '-h'])('%s prints the usage, whatever else is asked for, and is no error', async option => {
  const written: string[] = [];
  const terminal = { out: (text: string) => written.push(text), err: (text: string) => written.push(`error: ${text}`) };
  expect(await bench(['--colour', option], terminal)).toBe(0);
  expect(written).toEqual([`${USAGE}\n`]);
  expect(USAGE).toContain('[--help]');
});

describe('wrong input is refused with what there is', () => {
  test('an unknown case', () => {
    expect(() => read('--case', 'chanel')).toThrow(`there is no case 'chanel'; there are ${caseNames.join(', ')}`);
    expect(() => read('--case', 'growth-width-5')).toThrow("there is no case 'growth-width-5'");
  });

  test.each([
    [['--suite', 'all'], "--suite must be one of simulate, build, train, fixed-point, but 'all' was given"],
    [['--backend', 'gpu'], "there is no backend 'gpu'; there are wasm, reference, "],
    [['--precision', 'float16'], "--precision must be one of float64, float32, but 'float16' was given"],
    [['--backend', 'reference', '--precision', 'float32'], "backend reference computes in float64, but 'float32' was given"],
    [['--threads', '0'], "--threads must be a whole number >= 1, but '0' was given"],
    [['--peer', 'scripts', '--batch', '2'], '--peer takes cases as they are, but --batch 2 was given'],
    [['--growth', 'batch', '--batch', '2'], '--growth takes cases as they are, but --batch 2 was given'],
    [['--batch', '0'], "--batch must be a whole number >= 1, but '0' was given"],
    [['--peer', 'scripts', '--threads', '2'], '--peer compares on one thread, but --threads 2 was given'],
    [['--rounds', ''], "--rounds must be a whole number >= 1, but '' was given"],
    [['--growth', 'width'], "--growth must be one of neurons, dimensions, batch, steps, but 'width' was given"],
    [['--colour'], "Unknown option '--colour'"],
    [['channel'], "Unexpected argument 'channel'"],
  ])('%j', (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  test('in one line, and exit code 1', async () => {
    const errors: string[] = [];
    const terminal = { out: () => {}, err: (text: string) => errors.push(text) };
    expect(await bench(['--peer', 'no/such/folder', '--case', 'channel'], terminal)).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/^bench: --peer: the folder 'no\/such\/folder' holds none of nengo_peer\.py.*\n$/)]);
  });
});
