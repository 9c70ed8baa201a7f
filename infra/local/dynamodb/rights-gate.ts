import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { keptAlive, listen } from '../ports.ts'
import { type TableCall, tableCalls } from './calls.ts'
import type { TableRights } from './role-rights.ts'
import type { LocalClient } from './tables.ts'

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

const writes: readonly string[] = ['PutItem', 'UpdateItem', 'DeleteItem']

interface Listeners {
  /** Hears in words what a function may not do. */
  readonly refused: (words: string) => void
  /** Hears of each table that a function has written to. */
  readonly written?: (table: string) => void
}

/** Starts the gate on a free port: it refuses, as AWS does, what a function's role does not allow. */
export const startRightsGate = async (
  database: LocalClient,
  may: TableRights,
  { refused: onRefusal, written = () => undefined }: Listeners,
): Promise<RightsGate> => {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(database.endpoint)

  const pass = ({ method, headers }: IncomingMessage, body: string, response: ServerResponse, changed: ReadonlySet<string>): void => {
    // DynamoDB Local checks no signature, but each access key may have its own tables.
    const authorization = headers.authorization?.replace(/Credential=[^/]*/, `Credential=${database.credentials.accessKeyId}`)
    const own = { ...headers, ...(authorization === undefined ? {} : { authorization }), host: `${hostname}:${port}` }
    const passed = ask({ agent, hostname, port, path: '/', method, headers: own }, (answer) => {
      changed.forEach(written)
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
    const calls = tableCalls(operation, JSON.parse(body))
    const refused = calls.find((call) => !may(name, call))
    const changed = new Set(calls.flatMap(({ action, table }) => (writes.includes(action) ? table : [])))
    if (refused === undefined) return pass(request, body, response, changed)
    const words = inWords(name, refused)
    onRefusal(words)
    refuse(response, words)
  }

  const server = createServer(keptAlive, (request, response) => {
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
