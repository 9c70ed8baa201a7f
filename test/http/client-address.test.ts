import { describe, expect, test } from '@jest/globals'
import { clientAddressOf, clientNetworks } from '../../shared/http/client-address.ts'
import { originSecretHeader, verifyEdge } from '../../shared/http/origin-secret.ts'

const secrets = ['the new secret', 'the old secret']
const gatewaySees = '203.0.113.9'

const addressWith = (headers: Readonly<Record<string, string>>, sourceIp = gatewaySees): string => {
  const event = { headers: { ...headers }, requestContext: { http: { sourceIp } } }
  verifyEdge(event, secrets)
  return clientAddressOf(event)
}
const throughEdge = (viewer: string): string => addressWith({ [originSecretHeader]: 'the new secret', 'cloudfront-viewer-address': viewer })

test.each([
  ['IPv4', '198.51.100.10:46532', '198.51.100.10'],
  ['IPv6', '2001:db8:85a3::8a2e:370:7334:46532', '2001:db8:85a3::8a2e:370:7334'],
  ['IPv6 in full', '2001:0db8:85a3:0000:0000:8a2e:0370:7334:443', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
  ['IPv6 in brackets', '[2001:db8::10]:443', '2001:db8::10'],
  ['IPv4 in IPv6 notation', '::ffff:198.51.100.10:46532', '198.51.100.10'],
])('the client of a request through CloudFront is the viewer: %s', (_, viewer, address) => {
  expect(throughEdge(viewer)).toBe(address)
})

test('the secret from before a rotation counts too', () => {
  expect(addressWith({ [originSecretHeader]: 'the old secret', 'cloudfront-viewer-address': '198.51.100.10:1' })).toBe('198.51.100.10')
})

test.each([
  ['no secret', {}],
  ['a wrong secret', { [originSecretHeader]: 'the new secre' }],
  ['an empty secret', { [originSecretHeader]: '' }],
])('a forged address with %s is ignored', (_, headers) => {
  expect(addressWith({ ...headers, 'cloudfront-viewer-address': '198.51.100.10:46532' })).toBe(gatewaySees)
})

test.each(['', 'unknown', '198.51.100.10', '999.1.1.1:80', ':80'])(
  'without a readable address (%p) it is the one that API Gateway sees',
  (viewer) => {
    expect(throughEdge(viewer)).toBe(gatewaySees)
  },
)

test('a missing header leaves the one that API Gateway sees, never in IPv6 notation if it is IPv4', () => {
  expect(addressWith({ [originSecretHeader]: 'the new secret' })).toBe(gatewaySees)
  expect(addressWith({}, '::ffff:127.0.0.2')).toBe('127.0.0.2')
  expect(addressWith({}, '2001:db8::1')).toBe('2001:db8::1')
})

describe('the networks of an address', () => {
  test.each([
    ['198.51.100.10', '198.51.100.10', '198.51.100.0/24'],
    ['2001:db8:1:2ff::1', '20010db8000102/56', '20010db80001/48'],
    ['2001:DB8:1:0200:aaaa:bbbb:cccc:dddd', '20010db8000102/56', '20010db80001/48'],
    ['::1', '00000000000000/56', '000000000000/48'],
  ])('%s are its own and the one around it', (address, own, wide) => {
    expect(clientNetworks(address)).toEqual({ own, wide })
  })
})
