import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

const framePlace = /\(?(file:\/\/\S+\.mjs):(\d+):(\d+)\)?$/

const maps = new Map<string, SourceMap | undefined>()

const readMap = (bundle: string): SourceMap | undefined => {
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
 * A frame of a stack trace with its place in the source, by the map beside the bundle: `at functions/attendee/programme/event.ts:24:10`.
 * A frame without a map stays as it is. The map is read on the first fault, since Node's own way (`--enable-source-maps`)
 * reads it whenever a function starts, which takes a tenth of the start.
 */
export const sourceFrame = (frame: string): string => {
  const [, bundle = '', line, column] = framePlace.exec(frame) ?? []
  const origin = (bundle === '' ? undefined : mapOf(bundle)?.findOrigin(Number(line), Number(column))) ?? {}
  if (!('fileName' in origin && 'lineNumber' in origin && 'columnNumber' in origin)) return frame
  const file = String(origin.fileName).replace(/^(?:.*\.\.\/)+/, '')
  return `at ${file}:${origin.lineNumber}:${origin.columnNumber}`
}
