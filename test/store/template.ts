import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Template } from '../../infra/joined-template.ts'

/** Where the template lies that was synthesised for all test files; see `once-for-all.ts`. */
export const templateVariable = 'TEMPLATE_OF_TESTS'

let synthesised: Template | undefined

const synthesiseHere = async (): Promise<Template> => {
  const [{ synthesise }, { withBundles }] = await Promise.all([import('../../infra/synthesise.ts'), import('../infra/synthesised.ts')])
  return withBundles((bundles) => synthesise({}, bundles)).template
}

/** The stack's template: the one for all test files or, outside of tests, synthesised once. */
export const stackTemplate = async (): Promise<Template> => {
  const file = process.env[templateVariable]
  synthesised ??= file === undefined ? await synthesiseHere() : z.custom<Template>().parse(JSON.parse(readFileSync(file, 'utf8')))
  return synthesised
}
