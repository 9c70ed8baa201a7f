import type { Config } from 'jest'
import { writeTexts } from './infra/texts/write.ts'

// However Jest is started, tests see the texts as they are in the files.
writeTexts()

// `npm run test:deep` runs the files `*.deep.test.ts` and nothing else, `npm test` all others: see CONTRIBUTING.md, Tests.
// biome-ignore lint/style/noProcessEnv: the one place that knows of it.
const isDeep = process.env['TIER'] === 'deep'

const ofStore = ['faults', 'functions', 'local', 'store', 'use-cases']
const ofJourneys = ['journeys']

/** Tests in these folders, which need the same things to be there before the first of them begins. */
const project = (displayName: string, folders: readonly string[], more: Config = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.${isDeep ? 'deep.' : ''}test.ts`),
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' }],
    '\\.(css|svg)$': '<rootDir>/test/text-transform.cjs',
    '\\.woff2$': '<rootDir>/test/address-transform.cjs',
  } satisfies Config['transform'],
  transformIgnorePatterns: ['/node_modules/(?!@fontsource)'],
  ...more,
  testPathIgnorePatterns: ['/node_modules/', ...(isDeep ? [] : ['\\.deep\\.test\\.ts$']), ...(more.testPathIgnorePatterns ?? [])],
})

const config: Config = {
  // Ends what hangs; how long things take is told by the benches.
  testTimeout: 600_000,
  // Jest would leave one processor of two idle while tests wait for it.
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/slowest-first.cjs',
  reporters: ['default', '<rootDir>/test/slowest-files.ts'],
  projects: [
    // Whatever needs neither a database nor a browser.
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
