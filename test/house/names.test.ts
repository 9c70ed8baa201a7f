import { posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { filesBelow, sourcesBelow } from './source-files.ts'

const sources = sourcesBelow('functions', 'shared', 'infra')
const stemOf = (path: string): string => posix.basename(path).replace(/(?:\.d)?\.\w+$/, '')

/** The words of a name without their endings: `scheduled-mails` and `mail-schedule` have the same. */
const rootsOf = (name: string): readonly string[] => name.split('-').map((word) => word.replace(/(?:ings?|ed|es|e|s)$/, ''))

/** Groups with more than one member. */
const several = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] =>
  [...Map.groupBy(items, keyOf).values()].filter(({ length }) => length > 1)

describe('no two files have similar names:', () => {
  test('in a folder, none is another plus more words, except views of pages and threads of what starts them', () => {
    const alike = [...Map.groupBy(sources, ({ path }) => posix.dirname(path))].flatMap(([folder, files]) => {
      const names = files.map(({ path }) => stemOf(path).replace(/-(?:view|thread)$/, ''))
      return [...new Set(names)].flatMap((one) =>
        names
          .filter(
            (other) =>
              other !== one &&
              rootsOf(other)
                .join(' ')
                .startsWith(`${rootsOf(one).join(' ')} `),
          )
          .map((other) => `${folder}: ${one}, ${other}`),
      )
    })
    expect(alike).toEqual([])
  })

  test('in a layer or function, none is a variation or reordering of another’s words', () => {
    const homeOf = (path: string): string => path.split('/').slice(0, 2).join('/')
    const alike = several(sources, ({ path }) => `${homeOf(path)} ${rootsOf(stemOf(path)).toSorted().join(' ')}`)
      .map((files) => files.map(({ path }) => path))
      .filter((paths) => new Set(paths.map(stemOf)).size > 1)
    expect(alike).toEqual([])
  })

  test('none has a catch-all name', () => {
    const empty = /^(?:utils?|helpers?|common|misc|index|lib|types|constants|shared|base|stuff)$/
    expect(sources.map(({ path }) => path).filter((path) => empty.test(stemOf(path)))).toEqual([])
  })
})

describe('there is a limit:', () => {
  test('no folder has more than 25 files', () => {
    const paths = ['functions', 'shared', 'infra', 'test'].flatMap(filesBelow).filter((path) => !path.startsWith('test/golden/'))
    const folders = Map.groupBy(paths, (path) => posix.dirname(path))
    expect([...folders].filter(([, { length }]) => length > 25).map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([])
  })

  test('no file is longer than 300 lines, texts aside', () => {
    const long = [...sources, ...sourcesBelow('test')]
      .filter(({ path }) => !path.startsWith('shared/texts/'))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    expect(long.filter(({ lines }) => lines > 300)).toEqual([])
  })

  test('the root of a function with pages has only wiring, and a folder for each thing people do', () => {
    const wiring = /^(?:handler|routes|services|environment)$/
    const roots = sources.filter(({ path }) => /^functions\/(?:attendee|organiser|steering)\/[^/]+$/.test(path))
    expect(roots.map(({ path }) => path).filter((path) => !wiring.test(stemOf(path)))).toEqual([])
  })
})
