import type { Config } from 'jest'
import { writeTexts } from './infra/texts/write.ts'

// However Jest is started, tests see the current texts in the files.
writeTexts()

// `npm run test:deep` runs only the files `*.deep.test.ts`, `npm test` all others: see CONTRIBUTING.md, Tests.
// biome-ignore lint/style/noProcessEnv: the only place that reads it.
const isDeep = process.env['TIER'] === 'deep'

const ofStore = ['faults', 'functions', 'local', 'store', 'use-cases']
const ofJourneys = ['journeys']

/** Tests in these folders, which share what must be ready before the first of them starts. */
const project = (displayName: string, folders: readonly string[], more: Config = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.${isDeep ? 'deep.' : ''}test.ts`),
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' }],
    '\\.(css|svg)$': '<rootDir>/test/text-transform.cjs',
    '\\.(woff2|ttf)$': '<rootDir>/test/address-transform.cjs',
  } satisfies Config['transform'],
  // Jest would load it as a module.
  moduleNameMapper: { 'resvg-wasm/index_bg\\.wasm$': '<rootDir>/test/renderer-address.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!@fontsource|@expo-google-fonts|@resvg|altcha/)'],
  ...more,
  testPathIgnorePatterns: ['/node_modules/', ...(isDeep ? [] : ['\\.deep\\.test\\.ts$']), ...(more.testPathIgnorePatterns ?? [])],
})

const config: Config = {
  // Ends tests that hang; benchmarks measure how long things take.
  testTimeout: 600_000,
  // Jest would leave one of two processors idle while tests wait for it.
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/slowest-first.cjs',
  reporters: ['default', '<rootDir>/test/slowest-files.ts'],
  projects: [
    // Everything that needs neither a database nor a browser.
    project('unit', ['*'], {
      globalSetup: '<rootDir>/test/infra/synthesise-once.ts',
      testPathIgnorePatterns: [...ofStore, ...ofJourneys].map((folder) => `<rootDir>/test/${folder}/`),
    }),
    project('store', ofStore, {
      globalSetup: '<rootDir>/test/store/once-for-all.ts',
      globalTeardown: '<rootDir>/test/store/after-all.ts',
    }),
    project('journeys', ofJourneys, { globalSetup: '<rootDir>/test/journeys/bundle-once.ts' }),
  ],
}
// biome-ignore lint/style/noDefaultExport: Jest reads what its configuration exports by default.
export default config
