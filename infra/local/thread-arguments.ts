import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/** Node arguments for a thread: it uses the same cache for compiled modules as this process, if any. */
export const threadArguments = (): string[] => {
  const compiled = getCompileCacheDir()
  const quiet = '--disable-warning=ExperimentalWarning'
  if (compiled === undefined) return [quiet]
  const preload = new URL('compile-cache.js', import.meta.url)
  // Node creates a folder for its version below the given one.
  preload.searchParams.set('folder', dirname(compiled))
  return [quiet, '--import', preload.href]
}
