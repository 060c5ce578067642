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

  describe('leaves the handlers of the program as they were', () => {
    const script = fileURLToPath(new URL('plain-node/handlers.mjs', import.meta.url));
    const ends = (...args: readonly string[]) =>
      new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>(resolve => {
        const child = execFile(process.execPath, [script, ...args], (_, stdout, stderr) =>
          resolve({ code: child.exitCode, stdout, stderr }),
        );
      });
    const same = `${JSON.stringify([true, true, true, true, true])}\n`;

    it('where nothing fails', async () => {
      expect(await ends('nothing')).toEqual({ code: 0, stdout: same, stderr: '' });
    });

    it('where the device cannot be started', async () => {
      expect(await ends('nothing', '/no such folder/')).toMatchObject({ code: 0, stdout: same });
    });

    it('so that a program that throws ends with its own error, stack and exit code', async () => {
      const { code, stdout, stderr } = await ends('throw');
      expect(code).toBe(1);
      expect(stdout).toBe(same);
      expect(stderr).toMatch(/handlers\.mjs:\d+\n.*throw new Error\('my own error'\);/);
      expect(stderr).toMatch(/Error: my own error\n +at failing \(.*handlers\.mjs/);
      expect(stderr).not.toContain('tfjs-backend-wasm');
    });

    it('so that a rejection which nobody handles is reported as that', async () => {
      const { code, stdout, stderr } = await ends('reject');
      expect(code).toBe(1);
      expect(stdout).toBe(same);
      expect(stderr).toContain('my own rejection');
      expect(stderr).not.toContain('tfjs-backend-wasm');
    });

    it('so that a handler of its own takes what it throws', async () => {
      expect(await ends('handled')).toEqual({ code: 9, stdout: `${same}mine: my own error\n`, stderr: '' });
    });
  });
});
