import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createIssuer } from '../../../functions/sign-in/issuer.ts'
import { listen } from '../../../infra/local/ports.ts'

/** What the issuer answers for a code; each test changes what is wrong. */
interface Answer {
  readonly key: CryptoKey
  readonly nonce: string
  readonly audience: string
  readonly issuer: string
  readonly claims: object
}

const server = createServer()
let url = ''
let own: CryptoKey
let foreign: CryptoKey
let answer: Answer

beforeAll(async () => {
  url = `http://localhost:${await listen(server, 0)}`
  const pair = await generateKeyPair('ES256')
  own = pair.privateKey
  foreign = (await generateKeyPair('ES256')).privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const answers: Readonly<Record<string, () => object | Promise<object>>> = {
    '/.well-known/openid-configuration': () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/keys`,
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/keys': () => ({ keys: [jwk] }),
    '/token': async () => ({
      access_token: 'access',
      token_type: 'Bearer',
      id_token: await new SignJWT({ nonce: answer.nonce, roles: ['organiser'], ...answer.claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(answer.issuer)
        .setAudience(answer.audience)
        .setSubject('olga')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(answer.key),
    }),
  }
  server.on('request', async (request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(await answers[request.url ?? '']?.()))
  })
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const back = 'https://events.example/sign-in/return'

/** Who is signed in when the browser comes back from the issuer with a state. */
const returning = async (change: Partial<Answer> = {}, changedState?: string, acrValues: readonly string[] = []) => {
  const issuer = createIssuer({ issuerUrl: url, clientId: 'site', redirectUri: back, acrValues })
  const { attempt } = await issuer.begin('')
  answer = { key: own, nonce: attempt.nonce, audience: 'site', issuer: url, claims: {}, ...change }
  return issuer.finish(new URL(`${back}?code=c&state=${changedState ?? attempt.state}`), attempt)
}

beforeEach(async () => {
  expect((await returning())?.staff).toMatchObject({ subject: 'olga', roles: ['organiser'] })
})

test('the issuer is always asked to sign somebody in, with a challenge that only this sign-in can meet', async () => {
  const { url: address, attempt } = await createIssuer({ issuerUrl: url, clientId: 'site', redirectUri: back, acrValues: [] }).begin('')
  const asked = new URL(address).searchParams
  expect([asked.get('prompt'), asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['login', 'S256', 'code'])
  expect(asked.get('code_challenge')).toBe(createHash('sha256').update(attempt.verifier).digest('base64url'))
})

test('an ID token that the issuer did not sign signs nobody in', async () => {
  await expect(returning({ key: foreign })).rejects.toThrow()
})

test('nor does one of another sign-in, for another client, or by another issuer', async () => {
  await expect(returning({ nonce: 'of-another-sign-in' })).rejects.toThrow()
  await expect(returning({ audience: 'another-client' })).rejects.toThrow()
  await expect(returning({ issuer: 'https://another.example' })).rejects.toThrow()
})

test('nor an answer to a sign-in that another browser began', async () => {
  await expect(returning({}, 'of-another-browser')).rejects.toThrow()
})

describe('a network that demands a second factor', () => {
  const demanded = ['phr', 'mfa']

  test('asks the issuer for it', async () => {
    const { url: address } = await createIssuer({ issuerUrl: url, clientId: 'site', redirectUri: back, acrValues: demanded }).begin('')
    expect(new URL(address).searchParams.get('acr_values')).toBe('phr mfa')
  })

  test('takes nobody whom the issuer signed in with less, or without saying how', async () => {
    for (const claims of [{}, { acr: 'pwd' }, { acr: 'mfa-later' }])
      await expect(returning({ claims }, undefined, demanded)).rejects.toThrow('more weakly')
    for (const acr of demanded)
      expect((await returning({ claims: { acr } }, undefined, demanded))?.staff).toMatchObject({ subject: 'olga' })
  })

  test('nor anybody whom it signed in long ago, although it was asked to do it anew', async () => {
    const ago = (minutes: number) => ({ claims: { acr: 'mfa', auth_time: Math.floor(Date.now() / 1000) - minutes * 60 } })
    await expect(returning(ago(20), undefined, demanded)).rejects.toThrow('anew')
    expect((await returning(ago(10), undefined, demanded))?.staff).toMatchObject({ subject: 'olga' })
  })
})
