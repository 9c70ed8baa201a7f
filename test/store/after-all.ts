import { takeDown } from './once-for-all.ts'

// biome-ignore lint/style/noDefaultExport: Jest calls what a teardown file exports by default.
export default takeDown
