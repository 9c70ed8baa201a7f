import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/** Arguments of Node for a thread: it keeps compiled modules where this process does, if it does. */
export const threadArguments = (): string[] => {
  const compiled = getCompileCacheDir()
  const quiet = '--disable-warning=ExperimentalWarning'
  if (compiled === undefined) return [quiet]
  const preload = new URL('compile-cache.js', import.meta.url)
  // Node puts a folder for its own version below the one that it is given.
  preload.searchParams.set('folder', dirname(compiled))
  return [quiet, '--import', preload.href]
}
