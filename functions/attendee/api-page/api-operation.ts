import { type Html, html } from '../../../shared/site/html.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { badge } from '../../../shared/views/page/notice.ts'
import { table } from '../../../shared/views/page/table.ts'
import { type JsonSchema, nameIn, type OpenApiDocument, type OpenApiOperation } from './openapi-document.ts'
import { type NamedSchemas, type SchemaField, schemaFields, schemaLimits, schemaType } from './schema-fields.ts'

/** An operation with its place in the document; `method` in upper case. */
export interface ApiOperation {
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

/** What the operations on a page share. `firstUse` is the operation that first shows a schema; later ones link to it. */
export interface ApiPage {
  readonly texts: Texts
  readonly formats: Formats
  readonly named: NamedSchemas
  readonly parameters: OpenApiDocument['components']['parameters']
  readonly firstUse: (schema: JsonSchema) => ApiOperation | undefined
}

type Content = NonNullable<OpenApiOperation['requestBody']>['content']

const schemaIn = (content: Content | undefined): JsonSchema | undefined => Object.values(content ?? {})[0]?.schema

interface Success {
  readonly status: string
  readonly description: string
  readonly content?: Content | undefined
}

// Answers given by name are problems, which many operations share.
const successesOf = ({ responses }: OpenApiOperation): readonly Success[] =>
  Object.entries(responses).flatMap(([status, response]) => ('$ref' in response ? [] : [{ status, ...response }]))

const problemsOf = ({ responses }: OpenApiOperation): readonly (readonly [status: string, problem: string])[] =>
  Object.entries(responses).flatMap(([status, response]) => ('$ref' in response ? [[status, nameIn(response)] as const] : []))

/** The bodies an operation shows: the request's, then those of its successes. */
export const schemasOf = (operation: OpenApiOperation): readonly JsonSchema[] =>
  [operation.requestBody?.content, ...successesOf(operation).map(({ content }) => content)].flatMap((content) => schemaIn(content) ?? [])

const signature = ({ method, path }: ApiOperation): string => `${method} ${path}`

const sameAs = ({ texts, firstUse }: ApiPage, schema: JsonSchema | undefined): Html | '' => {
  const first = schema === undefined ? undefined : firstUse(schema)
  return first === undefined
    ? ''
    : html`<a href="#${first.operation.operationId}">${texts.apiPage.sameAs({ request: signature(first) })}</a>`
}

/** The parts of a field's entry in the table. */
const meaningOf = (page: ApiPage, { description, limits, elsewhere }: SchemaField): readonly (Html | string)[] => {
  const parts = [description === undefined ? '' : html`<span lang="en">${description}</span>`, limits, sameAs(page, elsewhere)]
  return parts.filter((part) => part !== '').flatMap((part, index) => (index === 0 ? [part] : ['; ', part]))
}

const fieldTable = (page: ApiPage, caption: string, fields: readonly SchemaField[]): Html =>
  table({
    caption,
    columns: [{ label: page.texts.apiPage.field }, { label: page.texts.apiPage.type }, { label: page.texts.apiPage.meaning }],
    rows: fields.map((field) => [
      html`<code>${field.name}</code>${field.required ? html` <b>${page.texts.apiPage.required}</b>` : ''}`,
      field.type,
      html`${meaningOf(page, field)}`,
    ]),
  })

// The path itself shows its parameters.
const queryTable = (page: ApiPage, shown: ApiOperation): Html | '' => {
  const { texts, formats, named } = page
  const fields = shown.operation.parameters
    .flatMap((parameter) => ('$ref' in parameter ? (page.parameters[nameIn(parameter)] ?? []) : [parameter]))
    .filter((parameter) => parameter.in !== 'path')
    .map(({ name, required, schema, description = schema.description }) => ({
      name,
      required,
      type: schemaType(texts, schema, named),
      description,
      limits: schemaLimits(texts, formats, schema),
    }))
  return fields.length === 0
    ? ''
    : fieldTable(page, texts.apiPage.captionOf({ part: texts.apiPage.parameters, request: signature(shown) }), fields)
}

const bodyFields = (page: ApiPage, shown: ApiOperation, title: string, schema: JsonSchema | undefined): Html | '' => {
  if (schema === undefined) return ''
  const { texts } = page
  const isElsewhere = (each: JsonSchema): boolean => (page.firstUse(each) ?? shown).operation.operationId !== shown.operation.operationId
  const first = page.firstUse(schema)
  if (first !== undefined && isElsewhere(schema)) {
    return html`<p><a href="#${first.operation.operationId}">${texts.apiPage.captionOf({ part: title, request: texts.apiPage.sameAs({ request: signature(first) }) })}</a></p>`
  }
  const caption = texts.apiPage.captionOf({ part: title, request: signature(shown) })
  return html`<details><summary>${title}</summary>${fieldTable(page, caption, schemaFields({ ...page, isElsewhere }, schema))}</details>`
}

const answers = (page: ApiPage, shown: ApiOperation): Html => {
  const { apiPage } = page.texts
  return html`<h4>${apiPage.answers}</h4>
${successesOf(shown.operation).map(
  ({ status, description, content }) =>
    html`<p><strong>${status}</strong> <span lang="en">${description}</span></p>${bodyFields(page, shown, apiPage.answerBody({ status }), schemaIn(content))}`,
)}
<ul class="problem-list" lang="en">${problemsOf(shown.operation).map(
    // Every operation has some: an end tag each would be kilobytes.
    ([status, problem]) => html`<li>${status} <a href="#${problem}">${problem}</a>`,
  )}</ul>`
}

/** One API operation: how to call it and what it answers. */
export const operationView = (page: ApiPage, shown: ApiOperation): Html => {
  const { apiPage } = page.texts
  const { method, path, operation } = shown
  return html`<section class="operation panel stack" id="${operation.operationId}"><h3><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.security?.length === 0 ? badge(apiPage.open) : badge(apiPage.token, 'info')} <span lang="en">${operation.summary}</span></p>
${operation.description === undefined ? '' : html`<p lang="en">${operation.description}</p>`}
${queryTable(page, shown)}${bodyFields(page, shown, apiPage.body, schemaIn(operation.requestBody?.content))}${answers(page, shown)}</section>`
}
