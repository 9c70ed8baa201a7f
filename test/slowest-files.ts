import { relative } from 'node:path'

interface FileResult {
  readonly testFilePath: string
  readonly perfStats: { readonly runtime: number }
}

const shown = 15
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).padStart(7)} s`

/** Lists the slowest files at the end of a longer run, so that people can watch the time budget; never fails a test. */
export class SlowestFiles {
  onRunComplete(_: unknown, { testResults, startTime }: { readonly testResults: readonly FileResult[]; readonly startTime: number }): void {
    if (testResults.length <= shown) return
    const files = testResults.map(({ testFilePath, perfStats }) => ({ path: relative('', testFilePath), took: perfStats.runtime }))
    const slowest = files.toSorted((one, other) => other.took - one.took).slice(0, shown)
    const all = files.reduce((sum, { took }) => sum + took, 0)
    console.error(
      `\nThe slowest of ${files.length} files, which took ${seconds(all).trim()} side by side in ${seconds(Date.now() - startTime).trim()}:`,
    )
    for (const { path, took } of slowest) console.error(`${seconds(took)}  ${path}`)
  }
}
// biome-ignore lint/style/noDefaultExport: Jest makes a reporter of what a file exports by default.
export default SlowestFiles
