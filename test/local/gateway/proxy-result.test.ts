import { describe, expect, test } from '@jest/globals'
import { proxyAnswer } from '../../../infra/local/gateway/proxy-result.ts'

const read = (result: unknown) => {
  const { body, ...rest } = proxyAnswer(result)
  return { ...rest, body: body.toString('utf8') }
}

describe('what a function returns becomes an HTTP answer', () => {
  test('status, headers in lower case, cookies and body', () => {
    expect(read({ statusCode: 303, headers: { Location: '/x', 'X-Count': 2 }, cookies: ['a=1; Path=/', 'b=2'], body: '' })).toEqual({
      status: 303,
      headers: { 'content-type': 'text/plain;charset=UTF-8', location: '/x', 'x-count': '2' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: '',
    })
  })

  test('a body in base64 is decoded', () => {
    expect(proxyAnswer({ statusCode: 200, body: 'AP8=', isBase64Encoded: true }).body).toEqual(Buffer.from([0, 255]))
  })

  test('a text alone is the body', () => {
    expect(read('hello')).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: 'hello' })
  })

  test('an object without a status is the body as JSON', () => {
    expect(read({ hello: 1 })).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: '{"hello":1}' })
  })

  test.each([[{ statusCode: 'x' }], [{ statusCode: 9 }], [{ statusCode: 200, body: 1 }]])('%j is a server error', (result) => {
    expect(read(result)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' })
  })
})
