import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from '../house/source-files.ts'
import { asvsSections } from './asvs-sections.ts'
import { tableRows } from './markdown.ts'

const documents = ['docs/threat-model.md', 'docs/asvs.md']
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )

describe.each(documents)('%s', (document) => {
  const text = textOf(document)

  test('names only tests and files that exist', () => {
    const named = [...text.matchAll(/`((?:functions|shared|infra|test|docs)\/[^`\s]*)`/g)].map(([, path = '']) => path)
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('links only to documents and headings that exist', () => {
    const links = [...text.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, link = '']) => link)
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const file = posix.join('docs', path)
      return !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(textOf(file)).includes(anchor))
    })
    expect(broken).toEqual([])
  })
})

describe('the table of OWASP’s requirements', () => {
  const text = textOf('docs/asvs.md')
  const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| \*\*(.+?)\*\*: (.+) \|$/gm)].map(
    ([, id = '', , , kind = '', answer = '']) => ({ id, kind, answer }),
  )

  test('answers each of levels 1 and 2 once, in order', () => {
    const ids = Object.entries(asvsSections).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    )
    expect(ids).toHaveLength(253)
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(text.match(/^\| \d/gm)).toHaveLength(ids.length)
  })

  test('says in each answer what holds it, and counts the answers rightly', () => {
    const counted = tableRows(text, 'answer').map(([kind = '', , count]) => [kind.replaceAll('*', ''), Number(count)])
    const found = Object.entries(Object.groupBy(rows, ({ kind }) => kind)).map(([kind, all]) => [kind, all?.length])
    expect(new Map(found.map(([kind, count]) => [kind, count]))).toEqual(new Map(counted.map(([kind, count]) => [kind, count])))
    expect(rows.filter(({ answer }) => answer.trim().length < 5)).toEqual([])
  })

  test('names a test wherever it says that one holds', () => {
    const held = rows.filter(({ kind }) => kind === 'Test')
    expect(held.filter(({ answer }) => !/`test\/[\w/-]+(?:\.deep)?\.test\.ts`/.test(answer))).toEqual([])
  })
})

test('every threat has a test that shows what holds it off, or says that it is open', () => {
  const threats = textOf('docs/threat-model.md')
    .split(/^\| threat \| held off by \| shown by \|$/m)
    .slice(1)
    .flatMap((table) => {
      const lines = table.trimStart().split('\n').slice(1)
      return lines.slice(
        0,
        lines.findIndex((line) => !line.startsWith('|')),
      )
    })
  expect(threats.length).toBeGreaterThan(40)
  expect(threats.filter((line) => !/`test\/[^`]+\.test\.ts`|\*\*Open\*\*/.test(line.split('|')[3] ?? ''))).toEqual([])
})
