import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from '../ports.ts'
import { type TableCall, tableCalls } from './calls.ts'
import type { TableRights } from './role-rights.ts'

/** The functions' access to DynamoDB Local, which itself permits everything to everyone. */
export interface RightsGate {
  /** The URL at which a function has its role's rights. */
  readonly endpointOf: (name: string) => string
  readonly stop: () => Promise<void>
}

const inWords = (name: string, { action, table, index, leadingKeys }: TableCall): string =>
  `${name} may not ${action} ${table}${index === undefined ? '' : `/index/${index}`} (${leadingKeys.map((key) => key.split('#')[0]).join()})`

const refuse = (response: ServerResponse, message: string): void => {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
  response.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }))
}

/** Starts the gate on a free port: it refuses, as AWS does, what a function's role does not allow, and reports it to `onRefusal`. */
export const startRightsGate = async (dynamoDb: string, may: TableRights, onRefusal: (words: string) => void): Promise<RightsGate> => {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(dynamoDb)

  const pass = ({ method, headers }: IncomingMessage, body: string, response: ServerResponse): void => {
    const passed = ask({ agent, hostname, port, path: '/', method, headers: { ...headers, host: `${hostname}:${port}` } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    // The client then retries, as it does when a connection to AWS breaks.
    passed.once('error', () => response.destroy())
    passed.end(body)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = request.url?.split('/')[1] ?? ''
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
    const body = await text(request)
    const refused = tableCalls(operation, JSON.parse(body)).find((call) => !may(name, call))
    if (refused === undefined) return pass(request, body, response)
    const words = inWords(name, refused)
    onRefusal(words)
    refuse(response, words)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((fault: unknown) => {
      onRefusal(fault instanceof Error ? fault.name : 'unknown')
      response.destroy()
    })
  })
  const own = await listen(server, 0)
  return {
    endpointOf: (name) => `http://127.0.0.1:${own}/${name}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      agent.destroy()
    },
  }
}
