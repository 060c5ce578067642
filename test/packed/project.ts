import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a package says of itself. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface Package {
  readonly manifest: Manifest;
  readonly folder: string;
}

export const packages: readonly Package[] = ['packages', 'plugins'].flatMap(group =>
  readdirSync(join(root, group)).flatMap((name): readonly Package[] => {
    const folder = join(root, group, name);
    if (!existsSync(join(folder, 'package.json'))) return [];
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return [{ manifest, folder }];
  }),
);

/** A package and all of ours that it needs. */
export function closureOf(name: string): readonly Package[] {
  const found = new Set<Package>();
  const add = (wanted: string): void => {
    const own = packages.find(({ manifest }) => manifest.name === wanted);
    if (!own || found.has(own)) return;
    found.add(own);
    Object.keys(own.manifest.dependencies ?? {}).forEach(add);
  };
  add(name);
  return [...found];
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever that is. */
export async function run(folder: string, program: string, ...args: readonly string[]): Promise<Ran> {
  try {
    return { code: 0, ...(await execute(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })) };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code: Number.isInteger(code) ? code : 1, stdout: String(stdout), stderr: String(stderr) || String(error) };
  }
}

/** Packs every package; the tarball of each by its name. */
export async function packAll(folder: string): Promise<ReadonlyMap<string, string>> {
  mkdirSync(folder, { recursive: true });
  const names = packages.map(({ manifest }) => manifest.name);
  const { code, stdout, stderr } = await run(
    root,
    'npm',
    'pack',
    '--json',
    '--pack-destination',
    folder,
    ...names.map(name => `--workspace=${name}`),
  );
  if (code !== 0) throw new Error(`npm pack: ${stderr}`);
  const packed: readonly { readonly name: string; readonly filename: string }[] = Object.values(JSON.parse(stdout));
  return new Map(packed.map(({ name, filename }) => [name, join(folder, filename)]));
}

/** Makes a project with these packages: tarballs, or names with versions. */
export async function install(folder: string, ...given: readonly string[]): Promise<Ran> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  return run(folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...given);
}

/** The programs in a text of documentation, by their language. */
export const programsIn = (file: string, language: string): readonly string[] =>
  Array.from(readFileSync(file, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm')), ([, code = '']) => code);
