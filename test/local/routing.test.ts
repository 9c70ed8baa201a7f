import { describe, expect, test } from '@jest/globals'
import { type ApiRoute, createRouting } from '../../infra/local/routing.ts'

const route = (routeKey: string): ApiRoute => ({ routeKey, function: routeKey, authorizer: undefined })
const find = createRouting(
  ['GET /', 'GET /events/{slug}', 'GET /events/new', 'POST /events/{slug}', 'GET /events/{slug}/event.ics', '$default', 'GET /{page}'].map(
    route,
  ),
)
const foundFor = (method: string, path: string) => {
  const match = find(method, path)
  return match && [match.route.routeKey, match.pathParameters]
}

describe('which route a request takes', () => {
  test('the home page is the empty path', () => {
    expect(foundFor('GET', '/')).toEqual(['GET /', {}])
  })

  test('a parameter takes one segment, decoded', () => {
    expect(foundFor('GET', '/events/caf%C3%A9')).toEqual(['GET /events/{slug}', { slug: 'café' }])
  })

  test('a literal segment goes before a parameter', () => {
    expect(foundFor('GET', '/events/new')).toEqual(['GET /events/new', {}])
  })

  test('the method counts', () => {
    expect(foundFor('POST', '/events/new')).toEqual(['POST /events/{slug}', { slug: 'new' }])
  })

  test('a longer path is another route', () => {
    expect(foundFor('GET', '/events/a/event.ics')).toEqual(['GET /events/{slug}/event.ics', { slug: 'a' }])
  })

  test.each([
    ['DELETE', '/events/a'],
    ['HEAD', '/'],
    ['GET', '/events/'],
    ['GET', '/events/a/b'],
  ])('%s %s is left to $default', (method, path) => {
    expect(foundFor(method, path)).toEqual(['$default', {}])
  })

  test('an escape that means nothing stays as it is', () => {
    expect(foundFor('GET', '/events/100%')).toEqual(['GET /events/{slug}', { slug: '100%' }])
  })

  test('without $default there is no route', () => {
    expect(createRouting([route('GET /')])('GET', '/x')).toBeUndefined()
  })
})
