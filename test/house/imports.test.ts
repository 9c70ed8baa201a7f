import { describe, expect, test } from '@jest/globals'
import { mayImport } from './layers.ts'
import { type SourceFile, sourcesBelow } from './source-files.ts'

const service = sourcesBelow('functions', 'shared')
const everything = [...service, ...sourcesBelow('infra', 'test')]

/** Sets of files that all lead to one another (Tarjan's strongly connected components). */
const circles = (files: readonly SourceFile[]): readonly (readonly string[])[] => {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]))
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []
  const lowest = (path: string, other = Number.POSITIVE_INFINITY): void => {
    low.set(path, Math.min(low.get(path) ?? other, other))
  }
  const visit = (path: string): void => {
    order.set(path, order.size)
    low.set(path, order.size - 1)
    open.push(path)
    for (const imported of importsOf.get(path) ?? []) {
      if (!order.has(imported)) {
        visit(imported)
        lowest(path, low.get(imported))
      } else if (open.includes(imported)) lowest(path, order.get(imported))
    }
    if (low.get(path) !== order.get(path)) return
    const circle = open.splice(open.indexOf(path))
    if (circle.length > 1 || importsOf.get(path)?.includes(path) === true) found.push(circle)
  }
  for (const { path } of files) if (!order.has(path)) visit(path)
  return found
}

test('there are no import cycles, types included', () => {
  expect(circles(everything)).toEqual([])
})

describe('imports go one way:', () => {
  const wrong = service.flatMap(({ path, imports }) =>
    imports.filter((imported) => !mayImport(path, imported)).map((to) => `${path} → ${to}`),
  )

  test('each layer knows only those below it, and no function knows another', () => {
    expect(wrong).toEqual([])
  })

  test('the stack reads only the routes and environment of a function', () => {
    const known = sourcesBelow('infra').flatMap(({ imports }) => imports.filter((path) => path.startsWith('functions/')))
    expect(known.filter((path) => !/^functions\/[\w-]+\/(?:routes|environment)\.ts$/.test(path))).toEqual([])
  })

  test('a function’s views know neither stores nor use cases', () => {
    const views = service.filter(({ path }) => path.endsWith('-view.ts'))
    const known = views.flatMap(({ path, imports }) =>
      imports.filter((to) => /^shared\/(?:store|use-cases|tokens|runtime)\//.test(to)).map((to) => `${path} → ${to}`),
    )
    expect(known).toEqual([])
  })
})

test('only the store uses DynamoDB, and only the mailer uses SES', () => {
  const users = service.flatMap(({ path, packages }) =>
    packages.filter((name) => /^@(?:aws-sdk|smithy)\//.test(name) && !path.startsWith('shared/store/')).map((name) => `${path}: ${name}`),
  )
  expect(users).toEqual(['shared/mail/send.ts: @aws-sdk/client-ses'])
})
