import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { StartError } from '../cannot-start.ts'
import { errorCode } from '../error-code.ts'
import { keptAlive, listen } from '../ports.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface SiteServer {
  readonly port: number
  /** Sets the handler for requests; until then the site says that it is starting. */
  readonly serve: (handler: Handler) => void
  readonly stop: () => Promise<void>
}

const starting: Handler = async (_, response) => {
  // Makes browsers reload.
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '2', refresh: '2' }).end('Plenary is starting.\n')
}

const closed = async (server: Server): Promise<void> => {
  if (!server.listening) return
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}

/**
 * Opens the site's port on the loopback interface, both IPv4 and IPv6, since browsers try either for `localhost`.
 * 0 picks a free one. Throws a `StartError` if it is in use.
 */
export const openSiteServer = async (port: number): Promise<SiteServer> => {
  let handler = starting
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    handler(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end('{"message":"Internal Server Error"}')
    })
  }
  const four = createServer(keptAlive, answer)
  const six = createServer(keptAlive, answer)
  const stop = async (): Promise<void> => {
    await Promise.all([closed(four), closed(six)])
  }
  const inUse = async (taken: number): Promise<never> => {
    await stop()
    const hint = `Is Plenary running already, at http://localhost:${taken}? If not, choose another: PORT=${taken + 100} npm start`
    throw new StartError(`Port ${taken} is in use. ${hint}`)
  }
  const own = await listen(four, port).catch((fault: unknown) => {
    if (errorCode(fault) === 'EADDRINUSE') return inUse(port)
    if (errorCode(fault) === 'EACCES') throw new StartError(`Port ${port} is reserved for the system. Choose another: PORT=3000 npm start`)
    throw fault
  })
  // Machines without IPv6 have no such address, and then nobody uses it either.
  await listen(six, own, '::1').catch((fault: unknown) => (errorCode(fault) === 'EADDRINUSE' ? inUse(own) : undefined))
  return {
    port: own,
    serve: (next) => {
      handler = next
    },
    stop,
  }
}
