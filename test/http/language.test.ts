import { expect, test } from '@jest/globals'
import { readCookies, siteCookie } from '../../shared/http/cookies.ts'
import { chooseLanguage } from '../../shared/http/language.ts'
import { ownPath } from '../../shared/http/own-path.ts'
import { staffOf } from '../../shared/http/staff-claims.ts'
import { paths } from '../../shared/site/paths.ts'

test('the language is the chosen one, else the browser’s first supported one, else the network’s', () => {
  expect(chooseLanguage('fr', 'en')).toBe('fr')
  expect(chooseLanguage(undefined, 'de-AT, fr-CA;q=0.8, en;q=0.9')).toBe('en')
  expect(chooseLanguage(undefined, 'fr-BE,fr;q=0.9')).toBe('fr')
  expect(chooseLanguage('xx', 'de, fr;q=0')).toBe('en')
  expect(chooseLanguage(undefined, ';;;,,q=,')).toBe('en')
})

test('a way back leads to this site only', () => {
  const ways = ['/organiser?x=1', '//evil.example', '/\\evil.example', 'https://evil.example', '/a b', '', null, '/\r\nset-cookie: x=1']
  expect(ways.map(ownPath)).toEqual(['/organiser?x=1', undefined, undefined, undefined, undefined, undefined, undefined, undefined])
})

test('a page is returned to whatever script its address is in, escaped as in a header', () => {
  const ways = ['/events/été?q=é#ü', '/organiser/events/建設', '/events/%C3%A9t%C3%A9?a=%2F', '/x?back=//evil.example']
  expect(ways.map(ownPath)).toEqual([
    '/events/%C3%A9t%C3%A9?q=%C3%A9#%C3%BC',
    '/organiser/events/%E5%BB%BA%E8%A8%AD',
    '/events/%C3%A9t%C3%A9?a=%2F',
    '/x?back=//evil.example',
  ])
})

test.each([
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/\t/evil.example',
  '/\u0000',
  '//\u00e9vil.example',
  '/\u0085/x',
])('nobody is sent elsewhere by %j', (path) => {
  expect(ownPath(path)).toBeUndefined()
})

test('the first cookie of a name counts, and values may hold an equals sign', () => {
  expect({ ...readCookies(['a=1', 'b=x=y', 'a=2', 'nonsense', '__proto__=3']) }).toEqual({ a: '1', b: 'x=y', ['__proto__']: '3' })
  expect(readCookies()['constructor']).toBeUndefined()
})

test('a site cookie is out of reach for scripts and for other sites’ forms', () => {
  const attributesOf = (cookie: string): readonly string[] => cookie.split('; ').toSorted()
  const plain = siteCookie('http://localhost:3000', 'language', 'fr')
  const secure = siteCookie('https://events.example', 'language', 'fr')
  expect(attributesOf(plain.set(60))).toEqual(['HttpOnly', 'Max-Age=60', 'Path=/', 'SameSite=Lax', 'language=fr'])
  expect(attributesOf(secure.set())).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure', '__Host-language=fr'])
  expect(attributesOf(secure.clear())).toEqual(['HttpOnly', 'Max-Age=0', 'Path=/', 'SameSite=Lax', 'Secure', '__Host-language='])
})

test('a URL escapes what is put into it', () => {
  expect(paths.event.to({ slug: 'a/b?c#d' })).toBe('/events/a%2Fb%3Fc%23d')
})

test('an address that somebody has not proved to be theirs is not taken for theirs', () => {
  const claims = { sub: 'eve', name: 'Eve', email: 'olga@authority.example' }
  expect([true, 'true', undefined].map((verified) => staffOf({ ...claims, email_verified: verified })?.email)).toEqual(
    Array(3).fill('olga@authority.example'),
  )
  expect([false, 'false'].map((verified) => staffOf({ ...claims, email_verified: verified }))).toEqual(
    Array(2).fill({ subject: 'eve', name: 'Eve', roles: [] }),
  )
  expect(staffOf({ sub: 'eve', email: 'olga@authority.example', email_verified: false })?.name).toBe('eve')
})

test('roles come from the issuer’s claim, Cognito’s groups or a machine’s scopes, and nothing else', () => {
  expect(staffOf({ sub: 'a', name: 'Ana', roles: ['organiser', 'king'] })).toEqual({ subject: 'a', name: 'Ana', roles: ['organiser'] })
  expect(staffOf({ sub: 'a', email: 'a@x.example', 'cognito:groups': '[organiser steering]' })?.roles).toEqual(['organiser', 'steering'])
  expect(staffOf({ client_id: 'machine', scope: 'openid plenary/steering other/organiser' })).toEqual({
    subject: 'machine',
    name: 'machine',
    roles: ['steering'],
  })
  expect(staffOf({ roles: ['organiser'] })).toBeUndefined()
  expect(staffOf(undefined)).toBeUndefined()
})
