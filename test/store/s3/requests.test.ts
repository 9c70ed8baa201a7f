import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { listen } from '../../../infra/local/ports.ts'
import { ask } from '../../../shared/store/s3/requests.ts'

const server = createServer()
let url = ''
const asked: string[] = []
beforeAll(async () => {
  url = `http://localhost:${await listen(server, 0)}`
  server.on('request', (request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/object') response.writeHead(307, { location: '/elsewhere' }).end()
    else response.end('something else')
  })
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

test('a request for an object is not led elsewhere', async () => {
  await expect(ask(`${url}/object`, {})).rejects.toThrow()
  expect(new Set(asked)).toEqual(new Set(['/object']))
})
