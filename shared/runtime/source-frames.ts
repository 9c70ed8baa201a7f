import { readFileSync } from 'node:fs'
import type { SourceMap } from 'node:module'

const framePlace = /\(?(file:\/\/\S+\.mjs):(\d+):(\d+)\)?$/

const maps = new Map<string, SourceMap | undefined>()

const readMap = (bundle: string): SourceMap | undefined => {
  // Loaded with the first map, as few starts ever need it.
  const { SourceMap } = process.getBuiltinModule('node:module')
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${bundle}.map`), 'utf8')))
  } catch {
    return undefined
  }
}

const mapOf = (bundle: string): SourceMap | undefined => {
  if (!maps.has(bundle)) maps.set(bundle, readMap(bundle))
  return maps.get(bundle)
}

/**
 * A stack frame with its place in the source, from the map beside the bundle: `at functions/attendee/programme/event.ts:24:10`.
 * Frames without a map stay unchanged. The map is read on the first fault, because Node's own support (`--enable-source-maps`)
 * reads it at every start, which makes up a tenth of the start time.
 */
export const sourceFrame = (frame: string): string => {
  const [, bundle = '', line, column] = framePlace.exec(frame) ?? []
  const origin = (bundle === '' ? undefined : mapOf(bundle)?.findOrigin(Number(line), Number(column))) ?? {}
  if (!('fileName' in origin && 'lineNumber' in origin && 'columnNumber' in origin)) return frame
  const file = String(origin.fileName).replace(/^(?:.*\.\.\/)+/, '')
  return `at ${file}:${origin.lineNumber}:${origin.columnNumber}`
}
