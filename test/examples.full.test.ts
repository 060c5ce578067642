import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const examples = fileURLToPath(new URL('../docs/examples/', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-examples-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs an example under plain node, in an empty folder. */
function run(example: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('node', [join(examples, 'dist', example), ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('examples run under plain node', () => {
  test('channel decodes the square of a sine', () => {
    const { status, stdout } = run('channel.js');
    const values = Array.from(stdout.matchAll(/: (-?[\d.]+)$/gm), match => Number(match[1]));
    expect(status).toBe(0);
    expect(values).toHaveLength(4);
    for (const [index, square] of [0.5, 1, 0, 1].entries()) expect(Math.abs((values[index] ?? 9) - square)).toBeLessThan(0.25);
  });

  test('memory answers both questions and draws them', () => {
    const { status, stdout, stderr } = run('memory.js');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/its colour: red \((0\.[6-9]|1\.)/);
    expect(stdout).toMatch(/its shape: round \((0\.[6-9]|1\.)/);
    expect(readFileSync(join(folder, 'out/memory.svg'), 'utf8')).toMatch(/^<svg/);
  });

  test('learning unlearns its error and keeps what it has learned', () => {
    const { status, stdout, stderr } = run('learning.js');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const errors = Array.from(stdout.matchAll(/: error ([\d.]+)/g), match => Number(match[1]));
    expect(errors).toHaveLength(10);
    const [untaught = 0, firstRound = 0] = errors;
    // The error of a round is already small, as the weights follow it within the round; what is kept has to stand against nothing learned.
    expect(errors[8]).toBeLessThan(0.5 * firstRound);
    expect(errors[9]).toBeLessThan(0.4 * untaught);
  });

  test('mnist trains on the digits of the project, runs with spikes and draws a digit', () => {
    const { status, stdout, stderr } = run('mnist.js');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(Number(/rate\s+([\d.]+) %/.exec(stdout)?.[1])).toBeGreaterThan(90);
    expect(Number(/spikes ([\d.]+) %/.exec(stdout)?.[1])).toBeGreaterThan(85);
    expect(readFileSync(join(folder, 'out/digit.svg'), 'utf8')).toMatch(/^<svg/);
  });

  test('digits writes a whole result and a report that loads nothing', () => {
    mkdirSync(join(folder, 'out/digits'), { recursive: true });
    writeFileSync(join(folder, 'out/digits/notes.txt'), 'mine');
    const { status, stderr } = run('digits.js', '--seeds', '0', '--epochs', '2');
    expect(readdirSync(join(folder, 'out/digits')).sort()).toEqual(['notes.txt', 'report.html', 'result.json']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const result = JSON.parse(readFileSync(join(folder, 'out/digits/result.json'), 'utf8'));
    const spiking = {
      accuracy: expect.any(Number),
      agreement: expect.any(Number),
      meanRateHz: expect.any(Number),
      synopsPerImage: expect.any(Number),
    };
    expect(result).toMatchObject({
      rate: { accuracy: expect.any(Number) },
      spiking: { '10': spiking, '20': spiking, '30': spiking, '50': spiking },
      fixedPoint: { accuracy: expect.any(Number), agreement: expect.any(Number), cores: expect.any(Number) },
      onnx: {
        maxLogitDifference: expect.any(Number),
        floatAccuracy: expect.any(Number),
        spiking: { '8': spiking, '16': spiking, '32': spiking },
      },
      seconds: { total: expect.any(Number) },
    });
    expect(result.onnx.maxLogitDifference).toBeLessThan(1e-4);
    expect(result.onnx.spiking['32'].agreement).toBeGreaterThanOrEqual(0.98);
    expect(readFileSync(join(folder, 'out/digits/report.html'), 'utf8')).not.toMatch(/<(script|link|img|iframe)\b|url\(\s*['"]?https?:/);
  });
});

describe('wrong input is one clear sentence, exit code 1 and nothing written', () => {
  const refused = (sentence: RegExp, ...args: readonly string[]) => {
    const out = join(folder, 'refused');
    const { status, stderr } = run('digits.js', '--out', out, ...args);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
    expect(existsSync(out)).toBe(false);
  };

  test('an unknown folder of images', () => refused(/no folder .*nowhere/, '--mnist', join(folder, 'nowhere')));

  test('an unknown option', () => refused(/--colour.*usage: npm start/, '--colour'));

  test('a truncated image file', () => {
    const images = readFileSync(join(examples, 'data/digits/digits-images-idx3-ubyte.gz'));
    writeFileSync(join(folder, 'digits-images-idx3-ubyte.gz'), images.subarray(0, 20_000));
    copyFileSync(join(examples, 'data/digits/digits-labels-idx1-ubyte.gz'), join(folder, 'digits-labels-idx1-ubyte.gz'));
    refused(/digits-images-idx3-ubyte\.gz: .*cut short/, '--mnist', folder);
  });

  test('a truncated ONNX file', () => {
    const model = readFileSync(join(examples, 'data/models/digits_cnn.onnx'));
    writeFileSync(join(folder, 'cut.onnx'), model.subarray(0, 50_000));
    refused(/ONNX|onnx|byte/, '--onnx', join(folder, 'cut.onnx'));
  });

  test('a file that is not ONNX', () => refused(/ONNX|onnx/, '--onnx', join(examples, 'data/README.md')));

  test('a seed given twice', () => refused(/--seeds must be different whole numbers/, '--seeds', '0,'));

  test('an unknown ONNX file', () => refused(/no file .*missing\.onnx/, '--onnx', join(folder, 'missing.onnx')));
});
