// Sets up a fresh clone: installs when the lock file is newer than what is installed, then builds what has changed: the WebAssembly modules,
// which TypeScript imports, declarations and programs, and the bundles that programs import.
import { execSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = command => execSync(command, { cwd: root, stdio: 'inherit' });
const installed = `${root}/node_modules/.package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(`${root}/package-lock.json`).mtimeMs) {
  run('npm ci --prefer-offline --no-audit --no-fund');
}
run('node scripts/assemble.mjs');
run('node node_modules/typescript/bin/tsc -b');
run('node scripts/bundle.mjs');
