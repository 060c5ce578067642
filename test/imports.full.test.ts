import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const cruise = (...places: readonly string[]) =>
  spawnSync('node', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'dependency-cruiser.config.cjs', ...places], {
    cwd: root,
    encoding: 'utf8',
  });

describe('packages import only what the architecture allows', () => {
  test('the house keeps its rules', () => {
    const { status, stdout } = cruise('packages', 'plugins', 'docs/examples', 'bench');
    expect(stdout).toContain('no dependency violations found');
    expect(status).toBe(0);
  });

  test.each([
    ['packages/math', "import '@rheobase/core';", 'packages/math-imports'],
    ['packages/core', "import '@rheobase/plugin-reference';", 'packages/core-imports'],
    ['plugins/tfjs', "import '@rheobase/plugin-onnx';", 'plugins/tfjs-imports'],
    ['packages/model', "import '../../../core/src/tensor.js';", 'packages/model-imports'],
    ['bench', "import '../../../packages/core/src/tensor.js';", 'programs-use-indexes'],
  ])('%s with %s is caught', (folder, line, rule) => {
    const place = mkdtempSync(join(root, folder, 'src', 'trial-'));
    try {
      writeFileSync(join(place, 'trial.ts'), `${line}\n`);
      const { status, stdout } = cruise(folder);
      expect(stdout).toContain(rule);
      expect(status).not.toBe(0);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
