import { openSyntheses } from './shared-synthesis.ts'

/** Lets the stacks' test files share what one of them has synthesised. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default (): void => {
  openSyntheses()
}
