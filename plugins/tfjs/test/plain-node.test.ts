import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const built = existsSync(new URL('../dist/train/tfjs-trainer.js', import.meta.url));

describe.skipIf(!built)(`the built package under plain node${built ? '' : ' (skipped: run npm run build first)'}`, () => {
  it.each(['wasm', 'cpu'])('trains and evaluates on %s, and prints nothing of its own', async device => {
    const script = fileURLToPath(new URL('plain-node/fit.mjs', import.meta.url));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, device]);
    const { accuracy, evaluated } = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(accuracy).toBeGreaterThan(0.95);
    expect(evaluated).toBeGreaterThan(0.95);
  });

  it('falls back to the cpu, and says so, where the .wasm files are not found', async () => {
    const script = fileURLToPath(new URL('plain-node/fallback.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const device = JSON.parse(stdout);
    expect(device.name).toBe('cpu');
    expect(device.note).toMatch(/check wasmPath/);
  });
});
