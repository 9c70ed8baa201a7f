import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'
import { transformSync } from 'esbuild'
import { sourceFrame } from '../../shared/runtime/source-frames.ts'

const source = `const nothing = undefined

export const handler = () => {
  throw new TypeError(nothing)
}
`

test('a frame in a bundle shows the line of the source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-frames-'))
  try {
    const sourcefile = '../../../functions/attendee/handler.ts'
    const { code, map } = transformSync(source, { minify: true, sourcemap: 'external', sourcefile, loader: 'ts' })
    const bundle = join(folder, 'index.mjs')
    writeFileSync(`${bundle}.map`, map)
    const frame = `at n (${pathToFileURL(bundle).href}:1:${code.indexOf('new TypeError') + 1})`
    expect(sourceFrame(frame)).toBe('at functions/attendee/handler.ts:4:9')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each(['at n (file:///var/task/index.mjs:1:20)', 'at node:internal/process/task_queues:103:5', 'at async Promise.all (index 0)'])(
  'a frame without a map stays unchanged: %s',
  (frame) => expect(sourceFrame(frame)).toBe(frame),
)
