import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { html } from '../../shared/site/html.ts'
import { contentHash } from '../../shared/views/assets/content-hash.ts'
import { fontFaces, fontFiles, fontName, mainFontUrl, scripts } from '../../shared/views/assets/fonts.ts'
import { layout } from '../../shared/views/page/layout.ts'
import { makeContext } from '../make/page-context.ts'
import { textOf } from './markup.ts'

const { resolve } = createRequire(import.meta.url)
const inPackage = (path: string): Buffer => readFileSync(resolve(`@fontsource-variable/source-sans-3/${path}`))
const file = (script: string): Buffer => inPackage(`files/source-sans-3-${script}-wght-normal.woff2`)

describe('the fonts', () => {
  test('are named after the files’ contents, so that browsers may cache them forever', () => {
    expect(Object.fromEntries(scripts.map((script) => [script, fontFiles[script].hash]))).toEqual(
      Object.fromEntries(scripts.map((script) => [script, contentHash(file(script))])),
    )
  })

  test('are loaded for the characters in the files', () => {
    const ranges = z.record(z.string(), z.string()).parse(JSON.parse(inPackage('unicode.json').toString('utf8')))
    for (const script of scripts) expect(fontFiles[script].range).toBe(ranges[script])
  })

  test('come from the site itself or from the reader’s machine', () => {
    const urls = [...fontFaces.matchAll(/url\("(.*?)"\)/g)].map(([, url]) => url)
    expect(urls).toEqual(scripts.map((script) => `/assets/${fontName(script)}`))
  })
})

describe('a page', () => {
  test.each(['en', 'fr'] as const)('in %s preloads its font, of at most 30 kB', async (language) => {
    const page = await textOf(layout(makeContext(language), { title: 'A title', main: html`<h1>A title</h1>` }))
    expect(page.match(/<link rel="preload"[^>]*>/g)).toEqual([
      `<link rel="preload" href="${mainFontUrl(language)}" as="font" type="font/woff2" crossorigin>`,
    ])
    const script = scripts.find((each) => mainFontUrl(language).endsWith(fontName(each))) ?? ''
    expect(file(script).length).toBeLessThanOrEqual(30_000)
  })
})
