import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** Unit (`*.spec.ts`, no I/O) and integration (`*.int-spec.ts`, real PostgreSQL and real gateway) tests of all packages. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,tools}/**/*.{spec,int-spec}.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@app/source', 'node', 'node-addons'] },
  globalSetup: '<rootDir>/tools/jest-setup.ts',
  globalTeardown: '<rootDir>/tools/jest-teardown.ts',
  testTimeout: 30_000,
};
