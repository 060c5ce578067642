/**
 * Which package may import which. `ours` lists what each may use of ours; everything not listed is forbidden.
 * Folders: packages/NAME and plugins/NAME; imports go through a package's index.
 */
const ours = {
  'packages/math': [],
  'packages/kernels': ['packages/math'],
  'packages/core': ['packages/math'],
  'packages/data': ['packages/core', 'packages/math'],
  'packages/networks': ['packages/core', 'packages/math'],
  'packages/model': ['packages/core', 'packages/kernels', 'packages/math'],
  'packages/program': ['packages/model', 'packages/core', 'packages/kernels', 'packages/math'],
  'packages/build': ['packages/model', 'packages/core', 'packages/kernels', 'packages/math', 'packages/program'],
  'packages/runtime': ['packages/model', 'packages/build', 'packages/program', 'packages/data', 'packages/core', 'packages/math'],
  'packages/conversion': ['packages/runtime', 'packages/data', 'packages/model', 'packages/build', 'packages/program', 'packages/core'],
  'packages/plot': ['packages/core', 'packages/data'],
  // Golden checks of components compare what each package computes on its own with the files.
  'packages/conformance': [
    'packages/kernels',
    'packages/runtime',
    'packages/networks',
    'packages/data',
    'packages/model',
    'packages/build',
    'packages/program',
    'packages/core',
    'packages/math',
  ],
  'packages/cli': [
    'packages/core',
    'packages/data',
    'packages/networks',
    'packages/model',
    'packages/build',
    'packages/program',
    'packages/runtime',
    'packages/conformance',
    'plugins/reference',
    'plugins/wasm',
    'plugins/tfjs',
    'plugins/fixed-point',
  ],
  'packages/rheobase': [
    'packages/core',
    'packages/data',
    'packages/networks',
    'packages/model',
    'packages/build',
    'packages/program',
    'packages/runtime',
    'plugins/reference',
    'plugins/wasm',
  ],
};
const plugins = ['plugins/reference', 'plugins/wasm', 'plugins/tfjs', 'plugins/fixed-point', 'plugins/onnx'];
for (const plugin of plugins) {
  ours[plugin] = [
    'packages/math',
    'packages/kernels',
    'packages/core',
    'packages/data',
    'packages/networks',
    'packages/model',
    'packages/build',
    'packages/program',
    'packages/runtime',
    'packages/conversion',
    'packages/plot',
  ];
}

const directions = Object.entries(ours).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `${folder} may import ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^${folder}/src/` },
  to: {
    path: '^(packages|plugins)/',
    pathNot: [`^${folder}/src/`, ...allowed.map(name => `^${name}/(src|dist)/(disk/)?index\\.(ts|js|d\\.ts)$`)],
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'nothing-imports-bench',
      severity: 'error',
      from: { path: '^(packages|plugins|docs)/' },
      to: { path: '^bench/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(packages|plugins)/[^/]+/src/.' },
      to: { circular: true },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'programs-use-indexes',
      severity: 'error',
      from: { path: '^(docs/examples|bench)/' },
      to: { path: '^(packages|plugins)/', pathNot: '/(src|dist)/((verify|disk)/)?index\\.(ts|js|d\\.ts)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['@rheobase/source', 'types', 'import', 'node', 'default'], exportsFields: ['exports'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(assembly|dist|test)/' },
  },
};
