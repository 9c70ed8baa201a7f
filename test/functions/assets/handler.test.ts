import { Script } from 'node:vm'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { variableOf } from '../../../infra/functions.ts'
import { originSecretHeader } from '../../../shared/http/origin-secret.ts'
import { assetUrl, enhanceUrl } from '../../../shared/views/assets/addresses.ts'
import { contentHash } from '../../../shared/views/assets/content-hash.ts'
import { assetContents } from '../../../shared/views/assets/files.ts'
import { fontName, scripts } from '../../../shared/views/assets/fonts.ts'
import { originSecret, throughEdge } from '../../make/edge.ts'

process.env[variableOf('edge')] = originSecret
const { handler } = await import('../../../functions/assets/handler.ts')

const requestOf = (path: string, headers: Record<string, string> = {}): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: 'GET /assets/{file}',
  rawPath: path,
  rawQueryString: '',
  headers: { ...throughEdge, ...headers },
  pathParameters: { file: path.slice('/assets/'.length) },
  requestContext: {
    accountId: '0',
    apiId: 'api',
    domainName: 'events.example',
    domainPrefix: 'events',
    http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request',
    routeKey: 'GET /assets/{file}',
    stage: '$default',
    time: '01/Apr/2022:09:00:00 +0000',
    timeEpoch: 1_648_803_600_000,
  },
  isBase64Encoded: false,
})

const get = (path: string, headers?: Record<string, string>) => handler(requestOf(path, headers))

test('a request around CloudFront gets nothing', async () => {
  const { statusCode, body } = await get(assetUrl('site.css'), { [originSecretHeader]: 'guessed' })
  expect({ statusCode, body }).toEqual({ statusCode: 403, body: 'Forbidden\n' })
})

describe('the files that pages refer to', () => {
  test.each([
    ['site.css', 'text/css; charset=utf-8'],
    ['eu-emblem.svg', 'image/svg+xml'],
    ['hemicycle.svg', 'image/svg+xml'],
    ['mark.svg', 'image/svg+xml'],
  ] as const)('%s has the right type, and can be cached forever', async (name, type) => {
    const { statusCode, headers, body } = await get(assetUrl(name))
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: assetContents[name].text })
    expect(headers).toEqual({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${assetUrl(name).split('.')[1]}"`,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  test.each(scripts)('the font for %s is served byte for byte, and can be cached forever', async (script) => {
    const { statusCode, headers, body, isBase64Encoded } = await get(`/assets/${fontName(script)}`, { 'accept-encoding': 'br' })
    expect({ statusCode, isBase64Encoded, type: headers?.['content-type'], cache: headers?.['cache-control'] }).toEqual({
      statusCode: 200,
      isBase64Encoded: true,
      type: 'font/woff2',
      cache: 'public, max-age=31536000, immutable',
    })
    const bytes = Buffer.from(body ?? '', 'base64')
    expect([bytes.subarray(0, 4).toString(), headers?.['etag']]).toEqual(['wOF2', `"${contentHash(bytes)}"`])
    expect(headers?.['content-encoding']).toBeUndefined()
  })

  test('the browser module is a separate script, and can be cached forever', async () => {
    const { statusCode, headers, body } = await get(enhanceUrl)
    expect(statusCode).toBe(200)
    expect(headers?.['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers?.['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(enhanceUrl).toBe(`/assets/enhance.${contentHash(body ?? '')}.js`)
    expect(() => new Script(body ?? '')).not.toThrow()
  })
})

test.each(['br', 'gzip, deflate, br', 'gzip, br;q=0.5'])('a browser that accepts %s gets the same text compressed', async (accepted) => {
  const { headers, body, isBase64Encoded } = await get(assetUrl('site.css'), { 'accept-encoding': accepted })
  expect({ isBase64Encoded, encoding: headers?.['content-encoding'] }).toEqual({ isBase64Encoded: true, encoding: 'br' })
  expect(brotliDecompressSync(Buffer.from(body ?? '', 'base64')).toString()).toBe(assetContents['site.css'].text)
})

test.each(['gzip', 'br;q=0', 'brotli', 'identity'])('a browser that accepts only %s gets plain text', async (accepted) => {
  const { headers, body } = await get(assetUrl('site.css'), { 'accept-encoding': accepted })
  expect({ encoding: headers?.['content-encoding'], body }).toEqual({ encoding: undefined, body: assetContents['site.css'].text })
})

test('a file that the browser already has is not sent again', async () => {
  const etag = String((await get(enhanceUrl)).headers?.['etag'])
  const answers = await Promise.all([etag, `W/${etag}`, `"x", ${etag}`, '"x"'].map((tag) => get(enhanceUrl, { 'if-none-match': tag })))
  expect(answers.map(({ statusCode, body }) => [statusCode, body === undefined])).toEqual([
    [304, true],
    [304, true],
    [304, true],
    [200, false],
  ])
})

test.each([
  '/assets/site.css',
  '/assets/enhance.js',
  '/assets/site.0000000000.css',
  '/assets/',
  '/assets/..%2Fhandler.ts',
  '/assets/constructor',
])('%s is not one of our files', async (path) => {
  const { statusCode, headers, body } = await get(path)
  expect({ statusCode, body, type: headers?.['content-type'], cache: headers?.['cache-control'] }).toEqual({
    statusCode: 404,
    body: 'No such file.\n',
    type: 'text/plain; charset=utf-8',
    cache: 'no-store',
  })
})
