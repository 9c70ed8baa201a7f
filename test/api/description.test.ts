import { describe, expect, test } from '@jest/globals'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as proposals } from '../../functions/proposals/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import { describedOperations } from '../../shared/api/description/document.ts'
import { operations } from '../../shared/api/operations.ts'
import { paths } from '../../shared/site/paths.ts'
import { type Route, routeKey } from '../../shared/site/route.ts'
import { description } from '../make/api-description.ts'

const { components } = description
const described = Object.values(description.paths).flatMap((item) => Object.values(item))
const operation = (id: string) => described.find(({ operationId }) => operationId === id)

/** A value and everything nested in it. */
const within = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(within)] : []

test('names every route with its access, and no others', () => {
  const about = (route: Route) => `${routeKey(route)} ${route.access}`
  const apart = new Set<string>([paths.api.pattern, paths.apiDescription.pattern])
  const routes: readonly Route[] = [...attendee, ...organiser, ...steering, ...proposals]
  const served = routes.filter(({ path }) => path.pattern.startsWith('/api/') && !apart.has(path.pattern)).map(about)
  const told = Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { security = description.security }]) => `${method.toUpperCase()} ${path} ${security.length === 0 ? 'public' : 'token'}`,
    ),
  )
  expect(told.toSorted()).toEqual(served.toSorted())
  expect(told).toHaveLength(operations.length)
})

test('says of every request that is counted that there may be too many', () => {
  const limited = described.filter(({ responses }) => '429' in responses).map(({ operationId }) => operationId)
  expect(limited.toSorted()).toEqual([
    'askAddressChange',
    'register',
    'registerForSeries',
    'registerGroup',
    'sendMyLinks',
    'sendPersonalLink',
  ])
})

describe.each(Object.entries(describedOperations))('%s', (id, { summary, takes, answers }) => {
  test('has a topic, and its own words', () => {
    const topics: readonly string[] = description.tags.map(({ name }) => name)
    expect(operation(id)?.tags.filter((tag) => !topics.includes(tag))).toEqual([])
    expect(summary).toMatch(/^[A-Z].{3,60}[^.]$/)
    expect(operation(id)?.description).toMatch(/^[A-Z].{20,}\.$/)
    expect(Object.values(describedOperations).filter((other) => other.description === operation(id)?.description)).toHaveLength(1)
  })

  test('accepts and returns what its examples show', () => {
    expect(answers.schema.parse(answers.example)).toEqual(answers.example)
    expect(takes?.schema.safeParse(takes.example).error).toBeUndefined()
  })

  test('has named bodies', () => {
    const bodies = within(operation(id)).flatMap((value) => ('examples' in value && 'schema' in value ? [value.schema] : []))
    expect(bodies).toEqual(Array(takes === undefined ? 1 : 2).fill({ $ref: expect.stringContaining('#/components/schemas/') }))
  })
})

describe('the document', () => {
  test('is plain JSON in which every reference resolves', () => {
    const text = JSON.stringify(description)
    const targets = new Set(
      Object.entries(components).flatMap(([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`)),
    )
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
    expect(references.filter((reference) => !targets.has(reference))).toEqual([])
    expect([...targets].filter((target) => !target.includes('securitySchemes') && !references.includes(target))).toEqual([])
    expect(description.openapi).toBe('3.1.0')
  })

  test('describes each object once', () => {
    const objects = within(components.schemas).filter((value) => 'properties' in value && 'type' in value)
    const texts = objects.map((value) => JSON.stringify({ ...value, description: undefined }))
    expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([])
    expect(within(description.paths).filter((value) => 'properties' in value)).toEqual([])
  })

  test('weighs at most 252 kB', () => {
    expect(Buffer.byteLength(JSON.stringify(description))).toBeLessThanOrEqual(252_000)
  })

  test('describes the checks on an event’s body', () => {
    expect(components.schemas['EventInput']).toMatchObject({
      required: ['kind', 'title', 'summary', 'format', 'timeZone', 'start', 'end'],
      properties: { kind: { enum: ['webinar', 'workshop', 'training', 'conference'] }, joinUrl: { format: 'uri' } },
      additionalProperties: false,
    })
  })

  test('gives formats and patterns', () => {
    const { schemas } = components
    expect(schemas).toMatchObject({
      Instant: { format: 'date-time' },
      EmailAddress: { format: 'email' },
      Registration: { properties: { email: { format: 'email' }, country: { $ref: '#/components/schemas/Country' } } },
      RegistrationList: { properties: { next: { format: 'uri-reference' } } },
    })
    const cursor = Object.entries(components.parameters).find(([name]) => name === 'query-from')
    expect(operation('listRegistrations')?.parameters).toContainEqual({ $ref: '#/components/parameters/query-from' })
    expect(
      [cursor, schemas['Country'], schemas['WallTime'], schemas['Duration']].filter(
        (found) => !JSON.stringify(found).includes('"pattern":"^'),
      ),
    ).toEqual([])
  })

  test('lets answers grow', () => {
    expect(components.schemas['Event']).not.toHaveProperty('additionalProperties')
  })

  test('says that the gateway rejects requests without a token, in its own format', () => {
    expect(components.responses['not-signed-in']?.content).toMatchObject({
      'application/json': { examples: { example: { value: { message: 'Unauthorized' } } } },
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    const refusing = described.filter(({ responses }) => '401' in responses).map(({ operationId }) => operationId)
    const guarded = operations.filter(({ access }) => access === 'token').map((each) => each.operation)
    expect(refusing.toSorted()).toEqual(guarded.toSorted())
  })
})
