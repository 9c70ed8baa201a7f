import { openSyntheses } from './shared-synthesis.ts'

/** Lets the test files of the stacks find what one of them has synthesised. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default (): void => {
  openSyntheses()
}
