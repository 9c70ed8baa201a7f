import { describe, expect, test } from '@jest/globals'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import { describeApi } from '../../shared/web/api/description.ts'
import { operations } from '../../shared/web/api/operations.ts'
import { paths } from '../../shared/web/paths.ts'
import { type Route, routeKey } from '../../shared/web/route.ts'

const about = (route: Route) => `${routeKey(route)} ${route.access}`
const described = new Set<string>([paths.api.pattern, paths.apiDescription.pattern])
const description = describeApi({ title: 'Events', siteUrl: 'https://events.example' })

describe('the description of the API', () => {
  test('names every route there is, with the access it has, and none besides', () => {
    const routes: readonly Route[] = [...attendee, ...organiser, ...steering]
    const served = routes.filter(({ path }) => path.pattern.startsWith('/api/') && !described.has(path.pattern)).map(about)
    expect(operations.map(about).sort()).toEqual(served.sort())
  })

  test('is plain JSON in which every reference leads somewhere', () => {
    const text = JSON.stringify(description)
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']))
    expect(Object.keys(description.components.schemas)).toEqual(['Problem'])
    expect(description.openapi).toBe('3.1.0')
  })

  test('says of an event’s body what the service checks', () => {
    const body = JSON.parse(JSON.stringify(description.paths['/api/v1/events']?.['post']?.requestBody?.content['application/json'].schema))
    expect(body.required).toEqual(['kind', 'title', 'summary', 'format', 'timeZone', 'start', 'end'])
    expect(body.properties.kind.enum).toEqual(['webinar', 'workshop', 'training', 'conference'])
    expect(body.additionalProperties).toBe(false)
  })

  test('asks for a token exactly where one is needed', () => {
    expect(description.paths['/api/v1/events/{slug}/summary']?.['get']?.security).toEqual([{ issuer: [] }])
    expect(description.paths['/api/v1/responses']?.['post']?.security).toEqual([])
  })
})
