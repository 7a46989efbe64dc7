import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { ROOT, runNode } from './command.ts';
import { outcomeOf, type Step } from './step.ts';

/** Absolute path of a program that the given package (or the workspace) depends on. */
export function programOf(name: string, from = '.', bin = name): string {
  const look = createRequire(join(ROOT, from, 'package.json'));
  const manifest = findManifest(look.resolve.paths(name) ?? [], name);
  const declared = (JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> }).bin;
  const path = typeof declared === 'string' ? declared : declared?.[bin];
  if (path === undefined) throw new Error(`the package ${name} has no program ${bin}`);
  return join(dirname(manifest), path);
}

/** By hand: the `exports` of many packages do not let their package.json out. */
function findManifest(folders: string[], name: string): string {
  const manifest = folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path));
  if (!manifest) throw new Error(`the package ${name} is not installed`);
  return manifest;
}

function tool(name: string, program: string, args: string[], bin = program): Step {
  return { name, run: async () => outcomeOf(await runNode({ args: [programOf(program, '.', bin), ...args] })) };
}

function typesOf(folder: string): Step {
  return {
    name: `types of ${folder}`,
    run: async () => {
      const project = existsSync(join(ROOT, folder, 'tsconfig.json'));
      if (!project)
        return { passed: 0, failed: 1, output: `${folder} has no tsconfig.json, so nobody checks its types.` };
      const compiler = folder === 'apps/web' ? programOf('vue-tsc', folder) : programOf('typescript', '.', 'tsc');
      return outcomeOf(await runNode({ args: [compiler, '--noEmit', '-p', folder] }));
    },
  };
}

/** Everything that is proved by reading the code; the slowest first, so that two at a time end together. */
export function staticSteps(): Step[] {
  const packages = globSync('{apps,libs}/*/package.json', { cwd: ROOT }).map((file) =>
    dirname(file).replaceAll('\\', '/'),
  );
  return [
    tool('lint', 'oxlint', []),
    tool(
      'import direction',
      'dependency-cruiser',
      ['-c', '.dependency-cruiser.mjs', 'apps', 'libs', 'tools'],
      'depcruise',
    ),
    ...packages.toSorted().map(typesOf),
    typesOf('tools'),
    tool('dead code', 'knip', ['--no-progress']),
    { name: 'api description', run: async () => outcomeOf(await runNode({ args: ['tools/openapi.ts', '--check'] })) },
    tool('format', 'oxfmt', ['--check', '.']),
  ];
}
