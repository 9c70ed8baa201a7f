import { faults } from '../../../shared/http/faults.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { facts } from '../../../shared/views/page/notice.ts'
import { type ApiOperation, operationView, schemasOf } from './api-operation.ts'
import type { JsonSchema, OpenApiDocument } from './openapi-document.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

const operationsOf = (document: OpenApiDocument): readonly ApiOperation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }]
    }),
  )

const tokenCommand = `TOKEN=$(curl -s -u "$CLIENT:$SECRET" -d grant_type=client_credentials "$TOKEN_ENDPOINT" | jq -r .access_token)`

/** The document's example body for a new event. */
const exampleEvent = ({ paths: described }: OpenApiDocument): unknown =>
  described[paths.apiEvents.pattern]?.post?.requestBody?.content['application/json']?.examples['example']?.value

const requestCommand = (siteUrl: string, example: unknown): string =>
  [
    `curl ${siteUrl}${paths.apiEvents.to({})}`,
    '  -H "Authorization: Bearer $TOKEN"',
    '  -H "Content-Type: application/json"',
    `  -d '${JSON.stringify(example, null, 2)}'`,
  ].join(' \\\n')

const tokens = (
  texts: Texts,
  siteUrl: string,
  example: unknown,
): Html => html`<section class="section stack" aria-labelledby="tokens"><h2 id="tokens">${texts.apiPage.tokens}</h2>
<p>${texts.apiPage.tokensText}</p>
<pre class="code" tabindex="0"><code>${tokenCommand}</code></pre>
<p>${texts.apiPage.thenText}</p>
<pre class="code" tabindex="0"><code>${requestCommand(siteUrl, example)}</code></pre></section>`

const firstUses = (operations: readonly ApiOperation[]): ((schema: JsonSchema) => ApiOperation | undefined) => {
  const uses = new Map<string, ApiOperation>()
  for (const listed of operations.toReversed()) for (const schema of schemasOf(listed.operation)) uses.set(JSON.stringify(schema), listed)
  return (schema) => uses.get(JSON.stringify(schema))
}

const contents = (
  texts: Texts,
  operations: readonly ApiOperation[],
): Html => html`<nav class="section" aria-labelledby="requests"><h2 id="requests">${texts.apiPage.contents}</h2>
<ul class="plain-list">${operations.map(
  ({ method, path, operation }) =>
    html`<li><a href="#${operation.operationId}"><span class="method">${method}</span> <code>${path}</code></a> <span class="muted" lang="en">${operation.summary}</span></li>`,
)}</ul></nav>`

/** The kinds of problem; the `type` of a problem in an answer is the URL of its entry here. */
const problems = (
  texts: Texts,
): Html => html`<section class="section stack" aria-labelledby="problems"><h2 id="problems">${texts.apiPage.problems}</h2>
<p>${texts.apiPage.problemsText}</p>
<ul class="plain-list">${Object.entries(texts.faults).map(
  ([fault, title]) =>
    html`<li id="${fault}"><strong>${new Map<string, number>(Object.entries(faults)).get(fault) ?? ''}</strong> <code>${fault}</code> <span class="muted">${title}</span></li>`,
)}</ul></section>`

/** What the readable page says of the API, which depends on the language only. */
export const apiContent = (context: Pick<PageContext, 'language' | 'siteUrl'>, document: OpenApiDocument): Html => {
  const texts = textsIn(context.language)
  const { apiPage } = texts
  const { info, servers, components } = document
  const operations = operationsOf(document)
  const { schemas: named, parameters } = components
  const page = { texts, formats: formatsIn(context.language), named, parameters, firstUse: firstUses(operations) }
  return html`<div class="wrap"><div class="page-head"><h1>${info.title}</h1>${info.description === undefined ? '' : html`<p lang="en">${info.description}</p>`}</div>
<div class="panel facts-wide">${facts([
    [apiPage.baseAddress, html`${servers.map(({ url }) => html`<code>${url}</code>`)}`],
    [apiPage.version, info.version],
    [apiPage.description, html`<a href="${paths.apiDescription.to({})}">${paths.apiDescription.to({})}</a>`],
  ])}</div>
${tokens(texts, servers[0]?.url ?? context.siteUrl, exampleEvent(document))}
${contents(texts, operations)}
<div class="section">${operations.map((listed) => operationView(page, listed))}</div>
${problems(texts)}</div>`
}

/** The readable page of the API's description. */
export const apiView = (context: PageContext, title: string, content: Html): Html => layout(context, { title, main: content })
