import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { routesOf, webFunctions } from '../../infra/gateway-routes.ts'
import { bundlesVariable } from '../make/plenary.ts'

/** The names under which a function's bundle knows the browser module. */
const namesIn = (folder: string): readonly string[] => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'))
  const names = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/enhance\.[\da-f]{10}\.js/g) ?? [])
  return [...new Set(names)]
}

test('all pages load the browser module under the name that it is served at, whichever function made them', () => {
  const bundles = process.env[bundlesVariable] ?? ''
  const [served, ...others] = namesIn(join(bundles, 'assets'))
  expect([served, others]).toEqual([expect.any(String), []])
  const withPages = webFunctions.filter((name) => name !== 'assets' && name !== 'feeds' && routesOf[name].length > 0)
  expect(withPages.map((name) => namesIn(join(bundles, name)))).toEqual(withPages.map(() => [served]))
})
