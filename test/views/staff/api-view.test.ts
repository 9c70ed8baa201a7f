import { describe, expect, test } from '@jest/globals'
import { apiContent, apiView } from '../../../functions/attendee/api-page/api-page-view.ts'
import { type OpenApiDocument, openApiDocumentSchema } from '../../../functions/attendee/api-page/openapi-document.ts'
import { operations } from '../../../shared/api/operations.ts'
import { languages } from '../../../shared/domain/basics/language.ts'
import { answerBytes } from '../../../shared/http/answer-size.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { description, siteUrl } from '../../make/api-description.ts'
import { linksIn, mainOf, textOf, textsIn } from './page.ts'

const context = { language: 'en', here: '/api/v1', siteUrl } as const
const view = (document: OpenApiDocument) => mainOf(apiView(context, document.info.title, apiContent(context, document)))
const shown = view(openApiDocumentSchema.parse(description))

const operationPart = async (id: string): Promise<string> =>
  (await shown).split('<section class="operation').find((part) => part.includes(`id="${id}"`)) ?? ''

describe('the readable page of the API', () => {
  test.each(languages)('has less than 300 kB in %s, with some room for further requests', async (language) => {
    await loadTexts(language)
    const document = openApiDocumentSchema.parse(description)
    const page = await mainOf(apiView({ ...context, language }, document.info.title, apiContent({ ...context, language }, document)))
    expect(Buffer.byteLength(page)).toBeLessThan(0.98 * answerBytes)
  })

  test('lists every request and describes each', async () => {
    const headings = textsIn(await shown, 'h3')
    expect(headings.toSorted()).toStrictEqual(operations.map(({ method, path }) => `${method} ${path.pattern}`).toSorted())
    expect(linksIn(await shown)).toMatchObject(
      Object.fromEntries(operations.map(({ operation, method, path }) => [`${method} ${path.pattern}`, `#${operation}`])),
    )
  })

  test('says which requests need a token', async () => {
    expect(textsIn(await operationPart('createEvent'), 'span')[1]).toBe('Token')
    expect(textsIn(await operationPart('register'), 'span')[1]).toBe('Public')
  })

  test('shows the fields of a body with types, bounds and defaults, nested ones by path', async () => {
    const rows = textsIn(await operationPart('createEvent'), 'tr')
    expect(rows).toEqual(
      expect.arrayContaining([
        'kind required one of webinar, workshop, training, conference',
        'title required text at most 200 characters',
        'language one of en, fr Language the event is held in. Default: en',
        'capacity whole number Number of places; no limit if left out ; at least 1; at most 100,000',
        'sessions[].speakers[].name required text at most 200 characters',
        'questions list of object Questions asked at registration, in this order',
        'questions[].type required one of text, number, choice, choices, date, file',
        'questions[].options[].label required text at most 200 characters',
      ]),
    )
  })

  test('links to a body shown before instead of repeating it', async () => {
    expect(linksIn(await operationPart('publishEvent'))).toMatchObject({ 'Body of 200: same as for POST /api/v1/events': '#createEvent' })
  })

  test('has no broken links within the page, and links problems to their entries', async () => {
    const main = await shown
    const targets = [...new Set([...main.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id))]
    expect(targets.filter((id) => !main.includes(` id="${id}"`))).toStrictEqual([])
    expect(textOf(await operationPart('getSurvey'))).toContain('404 not-found')
  })

  test('shows how to create an event with a token', async () => {
    expect(textOf(await shown)).toContain('-d \'{ "kind": "webinar"')
  })

  test('shows the document’s texts as text, never as markup', async () => {
    const document = openApiDocumentSchema.parse({
      info: { title: '<script>a</script>', version: '1' },
      paths: { '/<b>': { get: { operationId: 'x', summary: '<img src=y>', responses: { 200: { description: '<i>z' } } } } },
    })
    const main = await view(document)
    expect(main.match(/<(?:script|b>|img|i>)/g)).toBeNull()
  })
})
