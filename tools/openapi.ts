import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';

import { build } from './build.ts';
import { runNode } from './test/command.ts';

/**
 * Writes down what the API says of itself: `openapi.json` for programs, `api.d.ts` for the web. Both are committed;
 * `--check` writes nothing and fails when they are not what the code says now.
 */
const HEADER = '// Written by `pnpm openapi` from openapi.json: change the API and run it again.\n\n';

async function describeApi(): Promise<string> {
  await build({ only: ['libs/money', 'libs/contracts', 'libs/ipay', 'apps/api'] });
  const { ok, stdout, output } = await runNode({ args: ['apps/api/dist/scripts/openapi.js'] });
  if (!ok) throw new Error(`The API could not describe itself:\n${output.trim()}`);
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
}

async function typesOf(description: string): Promise<string> {
  return HEADER + astToString(await openapiTypes(JSON.parse(description) as OpenAPI3, { silent: true }));
}

try {
  const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
  const description = await describeApi();
  const files = {
    'libs/contracts/openapi.json': description,
    'libs/contracts/src/api.d.ts': await typesOf(description),
  };
  for (const [path, text] of Object.entries(files)) {
    const file = new URL(`../${path}`, import.meta.url);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    if (check)
      throw new Error(
        `${path} is not what the API says now: run \`npx -y pnpm@12 openapi\` and commit what it writes.`,
      );
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
