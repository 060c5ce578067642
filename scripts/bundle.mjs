// Bundles each package: one file for each of its entries (`exports`), what several entries share in chunks beside them. Whatever a package
// imports from another stays an import, so that each class exists once, wherever it is imported from.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { markPure } from './mark-pure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = '@rheobase/source';

/** The folders of the packages that are published, and their package.json. */
export function publishedPackages() {
  return ['packages', 'plugins'].flatMap(group =>
    readdirSync(join(root, group))
      .map(name => join(root, group, name))
      .filter(folder => existsSync(join(folder, 'package.json')))
      .map(folder => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) })),
  );
}

/** From the names of a package's entries, `index` or `golden/index`, to their sources. */
function entriesOf({ folder, manifest }) {
  return Object.fromEntries(
    Object.values(manifest.exports)
      .filter(target => SOURCE in target)
      .map(target => [target.default.replace(/^\.\/dist\/|\.js$/g, ''), join(folder, target[SOURCE])]),
  );
}

/** When a folder or anything in it was last written; what is removed from a folder changes the folder. */
const newestIn = folder =>
  Math.max(
    statSync(folder).mtimeMs,
    ...readdirSync(folder, { withFileTypes: true }).map(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs;
    }),
  );

/** Whether every bundle is newer than every source, package.json and the programs that bundle. */
function upToDate({ folder }, entries) {
  const outputs = Object.keys(entries).map(name => statSync(join(folder, 'dist', `${name}.js`), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const inputs = [newestIn(join(folder, 'src')), newestIn(join(root, 'scripts')), statSync(join(folder, 'package.json')).mtimeMs];
  return Math.min(...outputs) > Math.max(...inputs);
}

/** Removes what earlier builds left behind: all JavaScript, and declarations whose source is gone. */
function removeOld(dist, src) {
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    const path = join(dist, entry.name);
    const source = join(src, entry.name);
    if (entry.isDirectory()) removeOld(path, source);
    else if (/\.js(\.map)?$/.test(path) || (/\.d\.ts(\.map)?$/.test(path) && !existsSync(source.replace(/\.d\.ts(\.map)?$/, '.ts'))))
      rmSync(path);
  }
}

async function bundle(one) {
  const entries = entriesOf(one);
  if (upToDate(one, entries)) return;
  const bundled = await rolldown({
    input: entries,
    // Relative paths are the package's own; what the target lacks, `using` say, comes with the bundler.
    external: id => !/^[./]|^@oxc-project\/runtime\//.test(id),
    platform: 'neutral',
    transform: { target: 'es2022' },
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    treeshake: { moduleSideEffects: one.manifest.sideEffects !== false },
  });
  const { output } = await bundled.generate({ format: 'es', chunkFileNames: 'chunks/[name].js' });
  await bundled.close();
  checkImports(one.manifest, output);
  removeOld(join(one.folder, 'dist'), join(one.folder, 'src'));
  writeAll(one, output);
}

/** Throws if a bundle imports what its package.json does not name, which works in this repository only. */
function checkImports({ name, dependencies = {}, peerDependencies = {} }, output) {
  const known = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const files = new Set(output.map(({ fileName }) => fileName));
  const imported = output.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]).filter(id => !files.has(id));
  const unknown = imported.filter(id => !id.startsWith('node:') && !known.has(/^(@[^/]+\/)?[^/]+/.exec(id)[0]));
  if (unknown.length > 0) throw new Error(`${name} imports ${unknown.join(', ')}, which its package.json does not name`);
}

/** Writes what was bundled, its calls on load marked as pure if the package has no side effects. */
function writeAll({ folder, manifest }, output) {
  for (const { fileName, code } of output) {
    const path = join(folder, 'dist', fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, manifest.sideEffects === false ? markPure(code) : code);
  }
}

export async function bundleAll() {
  for (const one of publishedPackages()) await bundle(one);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundleAll();
