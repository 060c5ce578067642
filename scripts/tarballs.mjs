// Packs every published package: `npm run tarballs -- FOLDER` (default out/packages).
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedPackages } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.argv[2] ?? `${root}/out/packages`);
mkdirSync(folder, { recursive: true });
const workspaces = publishedPackages().map(({ manifest }) => `--workspace=${manifest.name}`);
execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, ...workspaces], { cwd: root, stdio: 'inherit' });
