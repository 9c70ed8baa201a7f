import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { listen } from '../../infra/local/ports.ts'
import { createReadingRoles } from '../../shared/http/reading-roles.ts'

const server = createServer()
let url = ''
let claimed: string | undefined
const asked: string[] = []
beforeEach(() => {
  claimed = undefined
  asked.length = 0
})
beforeAll(async () => {
  url = `http://localhost:${await listen(server, 0)}`
  server.on('request', (request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/token') response.writeHead(307, { location: '/elsewhere' }).end()
    else response.end(JSON.stringify({ issuer: claimed ?? url, token_endpoint: `${url}/token` }))
  })
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

test('a refresh token is sent to the issuer alone, wherever a redirect leads', async () => {
  const readRoles = createReadingRoles({ issuerUrl: url, clientId: 'site' })
  expect(await readRoles('refresh-1', 'olga')).toEqual({ outcome: 'silent' })
  expect(asked).toEqual(['/.well-known/openid-configuration', '/token'])
})

test('nor to one that says to be another', async () => {
  claimed = 'https://another.example'
  const readRoles = createReadingRoles({ issuerUrl: url, clientId: 'site' })
  expect(await readRoles('refresh-1', 'olga')).toEqual({ outcome: 'silent' })
  expect(asked).toEqual(['/.well-known/openid-configuration'])
})
