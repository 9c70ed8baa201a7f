import { expect, test } from '@jest/globals'
import { createRouter } from '../../shared/http/router.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

const page = (method: Route['method'], path: Route['path'], name: string): Route => ({ method, path, access: 'public', page: name })
const find = createRouter([
  page('GET', paths.manageEvent, 'manage'),
  page('GET', paths.newEvent, 'new'),
  page('GET', paths.registrationHistory, 'history'),
  page('GET', paths.eventRegistrationsFile, 'file'),
  page('POST', paths.registrationFileRemove, 'remove'),
  page('GET', paths.home, 'home'),
])
const foundAt = (method: string, path: string) => {
  const { route, parameter } = find(method, path) ?? {}
  return route && 'page' in route ? [route.page, ...['slug', 'id', 'token', 'question'].map((name) => parameter?.(name))] : undefined
}

test.each([
  ['GET', '/', ['home', '', '', '', '']],
  ['HEAD', '/', ['home', '', '', '', '']],
  ['HEAD', '/organiser/events/market-demand', ['manage', 'market-demand', '', '', '']],
  ['GET', '/organiser/events/market-demand', ['manage', 'market-demand', '', '', '']],
  ['GET', '/organiser/events/new', ['new', '', '', '', '']],
  ['GET', '/organiser/events/a/registrations/r1', ['history', 'a', 'r1', '', '']],
  ['GET', '/organiser/events/a/registrations.csv', ['file', 'a', '', '', '']],
  ['POST', '/registrations/x.1.y/files/q1/remove', ['remove', '', '', 'x.1.y', 'q1']],
  // The gateway has already decoded the path: what still looks escaped is literal.
  ['GET', '/organiser/events/100%25', ['manage', '100%25', '', '', '']],
  ['GET', '/organiser/events/:slug', ['manage', ':slug', '', '', '']],
  ['GET', '/organiser/events/__proto__', ['manage', '__proto__', '', '', '']],
])('%s %s is the most specific page', (method, path, expected) => {
  expect(foundAt(method, path)).toEqual(expected)
})

test.each([
  ['POST', '/organiser/events/new'],
  ['HEAD', '/registrations/x.1.y/files/q1/remove'],
  ['GET', '/organiser/events/'],
  ['GET', '/organiser/events/a/'],
  ['GET', '//organiser/events/a'],
  ['GET', '/organiser/events/a/registrations/r1/more'],
  ['GET', '/organiser/events/a/registrations-csv'],
])('%s %s is no page', (method, path) => {
  expect(foundAt(method, path)).toBeUndefined()
})

test('a name longer than any of ours leads nowhere, instead of to a key that no table takes', () => {
  const find = createRouter([{ method: 'GET', path: paths.event, access: 'public', page: 'event' }])
  expect(find('GET', `/events/${'a'.repeat(900)}`)).toBeDefined()
  expect(find('GET', `/events/${'a'.repeat(901)}`)).toBeUndefined()
  expect(find('GET', `/events/${'é'.repeat(451)}`)).toBeUndefined()
})
