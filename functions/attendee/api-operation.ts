import type { Formats } from '../../shared/texts/formats.ts'
import type { Texts } from '../../shared/texts/texts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { badge } from '../../shared/views/notice.ts'
import { table } from '../../shared/views/table.ts'
import type { JsonSchema, OpenApiOperation } from './openapi-document.ts'
import { type NamedSchemas, type SchemaField, schemaFields, schemaLimits, schemaType } from './schema-fields.ts'

/** An operation with its place in the document; `method` in capitals. */
export interface ApiOperation {
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

/** What the operations of a page share. `firstUse` is the operation that first shows a schema; later ones point there. */
export interface ApiPage {
  readonly texts: Texts
  readonly formats: Formats
  readonly named: NamedSchemas
  readonly firstUse: (schema: JsonSchema) => ApiOperation | undefined
}

type Content = OpenApiOperation['responses'][string]['content']

const schemaIn = (content: Content): JsonSchema | undefined => Object.values(content ?? {})[0]?.schema

const isSuccess = (status: string): boolean => status.startsWith('2')

/** The bodies that an operation shows: of the request, then of its successes. */
export const schemasOf = ({ requestBody, responses }: OpenApiOperation): readonly JsonSchema[] =>
  [requestBody?.content, ...Object.entries(responses).map(([status, { content }]) => (isSuccess(status) ? content : undefined))].flatMap(
    (content) => schemaIn(content) ?? [],
  )

const fieldTable = ({ texts: { apiPage } }: ApiPage, caption: string, fields: readonly SchemaField[]): Html =>
  table({
    caption,
    columns: [{ label: apiPage.field }, { label: apiPage.type }, { label: apiPage.meaning }],
    rows: fields.map(({ name, required, type, description, limits }) => [
      html`<code>${name}</code>${required ? html` <span class="required">${apiPage.required}</span>` : ''}`,
      type,
      html`${description === undefined ? '' : html`<span lang="en">${description}</span>`}${description === undefined || limits === '' ? '' : '; '}${limits}`,
    ]),
  })

const signature = ({ method, path }: ApiOperation): string => `${method} ${path}`

// Parameters of the path are named by the path itself.
const queryTable = (page: ApiPage, shown: ApiOperation): Html | '' => {
  const { texts, formats, named } = page
  const fields = shown.operation.parameters
    .filter((parameter) => parameter.in !== 'path')
    .map(({ name, required, schema, description = schema.description }) => ({
      name,
      required,
      type: schemaType(texts, schema, named),
      description,
      limits: schemaLimits(texts, formats, schema),
    }))
  return fields.length === 0 ? '' : fieldTable(page, texts.apiPage.captionOf(texts.apiPage.parameters, signature(shown)), fields)
}

const bodyFields = (page: ApiPage, shown: ApiOperation, title: string, schema: JsonSchema | undefined): Html | '' => {
  if (schema === undefined) return ''
  const { texts, formats, named } = page
  const first = page.firstUse(schema)
  if (first !== undefined && first.operation.operationId !== shown.operation.operationId) {
    return html`<p><a href="#${first.operation.operationId}">${texts.apiPage.captionOf(title, texts.apiPage.sameAs(signature(first)))}</a></p>`
  }
  const caption = texts.apiPage.captionOf(title, signature(shown))
  return html`<details><summary>${title}</summary>${fieldTable(page, caption, schemaFields(texts, formats, schema, named))}</details>`
}

const answers = (page: ApiPage, shown: ApiOperation): Html => {
  const { apiPage } = page.texts
  const all = Object.entries(shown.operation.responses)
  const problems = all.filter(([status]) => !isSuccess(status))
  return html`<h4>${apiPage.answers}</h4>
${all
  .filter(([status]) => isSuccess(status))
  .map(
    ([status, { description, content }]) =>
      html`<p><strong>${status}</strong> <span lang="en">${description}</span></p>${bodyFields(page, shown, apiPage.answerBody(status), schemaIn(content))}`,
  )}
<ul class="problem-list">${problems.map(
    ([status, { description }]) => html`<li><strong>${status}</strong> <a href="#${description}" lang="en">${description}</a></li>`,
  )}</ul>`
}

/** One operation of the API: how to call it and what it answers. */
export const operationView = (page: ApiPage, shown: ApiOperation): Html => {
  const { apiPage } = page.texts
  const { method, path, operation } = shown
  return html`<section class="operation panel stack" id="${operation.operationId}"><h3><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.security.length === 0 ? badge(apiPage.open) : badge(apiPage.token, 'info')} <span lang="en">${operation.summary}</span></p>
${queryTable(page, shown)}${bodyFields(page, shown, apiPage.body, schemaIn(operation.requestBody?.content))}${answers(page, shown)}</section>`
}
