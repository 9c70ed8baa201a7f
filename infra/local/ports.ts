import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** The port on which a server listens. */
export const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a server that listens on a port has an address')
  return address.port
}

/** A port of the loopback interface that is currently free. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}

/** Listens on the loopback interface and returns the port: the given one or, for 0, a free one. Rejects with `EADDRINUSE` and the like. */
export const listen = async (server: Server, port: number, host = '127.0.0.1'): Promise<number> => {
  server.listen(port, host)
  await once(server, 'listening')
  return portOf(server)
}

/** How long HTTP servers keep idle connections. After Node’s own five seconds, a busy machine would cut off requests that are just being sent. */
export const keptAlive = { keepAliveTimeout: 60_000 } as const

/** Whether a port of the loopback interface is currently free. */
export const isFree = async (port: number): Promise<boolean> => {
  const server = createServer()
  try {
    await listen(server, port)
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
