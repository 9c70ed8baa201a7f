/** What each layer in `shared/` may import besides itself. `biome.json` says the same, which a test checks. */
export const layers = {
  domain: [],
  texts: ['domain'],
  site: ['domain'],
  runtime: ['domain'],
  tokens: ['domain', 'site'],
  store: ['domain', 'tokens', 'runtime'],
  mail: ['domain', 'texts', 'site'],
  views: ['domain', 'texts', 'site'],
  http: ['domain', 'texts', 'site', 'tokens', 'runtime'],
  api: ['domain', 'site', 'http'],
  'use-cases': ['domain', 'site', 'tokens', 'runtime', 'store', 'mail'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Layer = keyof typeof layers

const isLayer = (name: string): name is Layer => name in layers

export const layerNames: readonly Layer[] = Object.keys(layers).filter(isLayer)

/** The layer or function that a file belongs to, if any. */
export const homeOf = (path: string): Layer | `functions/${string}` | undefined => {
  const [top = '', second = ''] = path.split('/')
  if (top === 'functions') return `functions/${second}`
  return top === 'shared' && isLayer(second) ? second : undefined
}

/** Whether a file may import another. */
export const mayImport = (from: string, to: string): boolean => {
  const [importer, imported] = [homeOf(from), homeOf(to)]
  if (importer === undefined || importer === imported) return true
  if (isLayer(importer)) return imported !== undefined && layers[importer].some((layer) => layer === imported)
  return imported === undefined ? !to.startsWith('infra/') && !to.startsWith('test/') : isLayer(imported)
}
