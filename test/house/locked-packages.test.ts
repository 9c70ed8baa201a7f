import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { root } from './source-files.ts'

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().default(''),
      integrity: z.string().default(''),
      inBundle: z.boolean().default(false),
      dev: z.boolean().default(false),
      optional: z.boolean().default(false),
    }),
  ),
})

test('every package that is installed, however far down, is listed with its hash, and none comes from an address of its own', () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'))
  expect(installed.length).toBeGreaterThan(100)
  // What is bundled in another package comes with it, under its hash; npm writes no hash of a tool's binary for another system.
  const doubtful = installed.filter(([, { resolved, integrity, inBundle, dev, optional }]) => {
    return resolved !== '' || !(inBundle || (dev && optional && integrity === '') || integrity.startsWith('sha512-'))
  })
  expect(doubtful.map(([path]) => path)).toEqual([])
})
