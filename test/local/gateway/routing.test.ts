import { describe, expect, test } from '@jest/globals'
import { type ApiRoute, createRouting } from '../../../infra/local/gateway/routing.ts'

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

  test('a literal segment wins over a parameter', () => {
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

  test('an invalid escape stays unchanged', () => {
    expect(foundFor('GET', '/events/100%')).toEqual(['GET /events/{slug}', { slug: '100%' }])
  })

  // The example in AWS's guide: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
  test.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1%2F2', 'GET /pets/{proxy+}', { proxy: 'cat/1/2' }],
    ['POST', '/pets/dog/1', 'ANY /{proxy+}', { proxy: 'pets/dog/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET', '/', '$default', {}],
  ])('%s %s takes the most specific route', (method, path, routeKey, pathParameters) => {
    const keys = ['$default', 'ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1']
    expect(createRouting(keys.map(route))(method, path)).toEqual({ route: route(routeKey), pathParameters })
  })

  test('a specific method wins over ANY', () => {
    const both = createRouting(['ANY /events', 'GET /events'].map(route))
    expect(['GET', 'POST'].map((method) => both(method, '/events')?.route.routeKey)).toEqual(['GET /events', 'ANY /events'])
  })

  test('without $default there is no route', () => {
    expect(createRouting([route('GET /')])('GET', '/x')).toBeUndefined()
  })
})
