import type { Formats } from '../../shared/texts/formats.ts'
import type { Texts } from '../../shared/texts/texts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { badge } from '../../shared/views/notice.ts'
import { table } from '../../shared/views/table.ts'
import type { JsonSchema, OpenApiOperation } from './openapi-document.ts'
import { type NamedSchemas, type SchemaField, schemaFields, schemaMeaning, schemaType } from './schema-fields.ts'

interface About {
  readonly texts: Texts
  readonly formats: Formats
  readonly named: NamedSchemas
}

interface Shown {
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

type Content = OpenApiOperation['responses'][string]['content']

const schemaIn = (content: Content): JsonSchema | undefined => Object.values(content ?? {})[0]?.schema

const fieldTable = ({ apiPage }: Texts, caption: string, fields: readonly SchemaField[]): Html =>
  table({
    caption,
    columns: [{ label: apiPage.field }, { label: apiPage.type }, { label: apiPage.meaning }],
    rows: fields.map(({ name, required, type, meaning }) => [
      html`<code>${name}</code>${required ? html` <span class="required">${apiPage.required}</span>` : ''}`,
      type,
      html`<span lang="en">${meaning}</span>`,
    ]),
  })

const parameters = ({ texts, formats, named }: About, { operation, method, path }: Shown): Html | '' => {
  if (operation.parameters.length === 0) return ''
  const fields = operation.parameters.map(({ name, required, description, schema }) => ({
    name,
    required,
    type: schemaType(texts, schema, named),
    meaning: schemaMeaning(texts, formats, description === undefined ? schema : { ...schema, description }),
  }))
  return fieldTable(texts, texts.apiPage.captionOf(texts.apiPage.parameters, `${method} ${path}`), fields)
}

const body = ({ texts, formats, named }: About, { operation, method, path }: Shown): Html | '' => {
  const schema = schemaIn(operation.requestBody?.content)
  if (schema === undefined) return ''
  const caption = texts.apiPage.captionOf(texts.apiPage.body, `${method} ${path}`)
  return html`<details><summary>${texts.apiPage.body}</summary>${fieldTable(texts, caption, schemaFields(texts, formats, schema, named))}</details>`
}

const answer = ({ texts, formats, named }: About, { method, path }: Shown, status: string, content: Content): Html | '' => {
  const schema = schemaIn(content)
  if (schema === undefined || !status.startsWith('2')) return ''
  const caption = texts.apiPage.captionOf(texts.apiPage.answerBody(status), `${method} ${path}`)
  return html`<details><summary>${texts.apiPage.answerBody(status)}</summary>${fieldTable(texts, caption, schemaFields(texts, formats, schema, named))}</details>`
}

const answers = (about: About, shown: Shown): Html => {
  const all = Object.entries(shown.operation.responses)
  return html`<h4>${about.texts.apiPage.answers}</h4>
<ul class="plain-list">${all.map(([status, { description }]) => html`<li><strong>${status}</strong> <span lang="en">${description}</span></li>`)}</ul>
${all.map(([status, { content }]) => answer(about, shown, status, content))}`
}

/** One operation of the API: how to call it and what it answers. */
export const operationView = (about: About, shown: Shown): Html => {
  const { apiPage } = about.texts
  const { method, path, operation } = shown
  return html`<section class="operation panel stack" id="${operation.operationId}"><h3><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.security.length === 0 ? badge(apiPage.open) : badge(apiPage.token, 'info')} <span lang="en">${operation.summary}</span></p>
${parameters(about, shown)}${body(about, shown)}${answers(about, shown)}</section>`
}
