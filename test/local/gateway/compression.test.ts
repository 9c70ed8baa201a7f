import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { compressed } from '../../../infra/local/gateway/compression.ts'

const html = { 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Language, Cookie', etag: '"abc"' }
const long = Buffer.from('<p>An event like any other</p>'.repeat(100))
const answer = (overrides: Partial<Parameters<typeof compressed>[0]> = {}) => ({
  status: 200,
  headers: html,
  cookies: [],
  body: long,
  ...overrides,
})

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip;q=1.0, br;q=0.1', 'br', brotliDecompressSync],
  ['gzip, br;q=0', 'gzip', gunzipSync],
] as const)('a client that accepts %s gets %s', async (accepted, encoding, decode) => {
  const { headers, body } = await compressed(answer(), accepted)
  expect(headers).toEqual({ ...html, vary: 'Accept-Language, Cookie, Accept-Encoding', etag: 'W/"abc"', 'content-encoding': encoding })
  expect(body.length).toBeLessThan(long.length / 5)
  expect(decode(body).equals(long)).toBe(true)
})

test.each([undefined, '', 'identity', 'br;q=0'])(
  'a client that accepts %p gets the plain text, and caches are told that it varies',
  async (accepted) => {
    const plain = await compressed(answer(), accepted)
    expect(plain).toEqual({ ...answer(), headers: { ...html, vary: 'Accept-Language, Cookie, Accept-Encoding' } })
  },
)

test.each([
  ['is short', { body: long.subarray(0, 999) }],
  ['is compressed already', { headers: { ...html, 'content-encoding': 'br' } }],
  ['is of another type', { headers: { 'content-type': 'font/woff2' } }],
  ['has no type', { headers: {} }],
  ['is an error of the service', { status: 500 }],
])('an answer that %s stays as it is', async (_, overrides) => {
  const given = answer(overrides)
  expect(await compressed(given, 'br')).toBe(given)
})
