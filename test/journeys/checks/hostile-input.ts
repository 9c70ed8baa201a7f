/** Markup that must come back escaped, if at all. */
export const marker = '<script>alert(7)</script>'

/** Odd values for a slug, token or file in a path. */
export const segments = [
  'target',
  'bystander',
  '..',
  '%2e%2e%2f',
  '%00',
  '%F0%9F%98%80',
  'a'.repeat(3000),
  encodeURIComponent(marker),
  'TARGET',
  'x.1.y',
  '%E0%A4%A',
  '-1',
  '__proto__',
]

/** Odd query strings. */
export const queries = [
  '',
  '?kind=x&topic=%00',
  `?from=${'A'.repeat(2000)}`,
  '?from=eyJwayI6MX0&limit=1e309',
  '?limit=-5',
  `?back=${encodeURIComponent('//evil.example')}`,
  `?topic=${encodeURIComponent(marker)}`,
  '?a[b]=1&a=2&=&&&',
  '?when=%F0%9F',
]

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const person = { name: 'Ana', email: 'ana@authority.example', organisation: 'A', country: 'PT', role: 'procurer', consent: true }
/** Odd bodies: JSON, forms and neither. */
export const bodies = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1e309',
  deep(20_000),
  '{"__proto__":{"consent":true}}',
  JSON.stringify({ ...person, name: `Ana\r\nBcc: all@list.example` }),
  JSON.stringify({ ...person, email: 'ana@authority.example\r\nBcc: x@y.example' }),
  JSON.stringify({ ...person, name: 'X'.repeat(300_000) }),
  JSON.stringify({ ...person, name: '\ud800', organisation: '\u202Egnp.exe' }),
  JSON.stringify({ ...person, name: marker, email: marker, country: marker }),
  JSON.stringify({
    kind: 'webinar',
    title: marker,
    capacity: -1,
    start: '2022-02-30T10:00',
    end: '0000-00-00T00:00',
    timeZone: '../../etc',
  }),
  JSON.stringify({ title: null, capacity: 1e21, sessions: [null, 1, { start: {} }], topics: ['x'.repeat(5000)] }),
  JSON.stringify({ token: 'x'.repeat(400), answers: { overall: 1e308, __proto__: 1 } }),
  JSON.stringify({ token: {}, answers: [] }),
  `name=${encodeURIComponent(marker)}&email=%00&consent=on&consent=off`,
  'sessions.0.title=x&sessions.99999999.title=y&action=add-session&csrf=',
  '%%%=%%%&&&&=',
  `email=a%40example.org&${Array.from({ length: 40_000 }, (_, index) => `k${index}=1`).join('&')}`,
  Array.from({ length: 3000 }, (_, row) => `people.${row % 1000}.name=a&people.${row % 1000}.email=b`).join('&'),
  JSON.stringify({ ...person, people: Array.from({ length: 3000 }, () => ({ name: '', email: '' })) }),
  JSON.stringify({ title: 'Target', sessions: Array.from({ length: 9999 }, () => ({ title: '', start: 'x' })) }),
]

/** What an answer must not show: our files, libraries or stack traces. */
const internals = /node_modules|at \w+ \(|\.ts:\d/

/** What is wrong with the answer to a hostile request, in words. */
export const wrongIn = (status: number, headers: Headers, text: string): readonly string[] => [
  ...(status >= 500 ? ['fails'] : []),
  ...(text.includes(marker) ? ['returns markup'] : []),
  ...(internals.test(text) ? ['shows internals'] : []),
  ...(/^(?:\/\/|\/\\)/.test(headers.get('location') ?? '') ? ['leads away'] : []),
]
