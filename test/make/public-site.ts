import { once } from 'node:events'
import { createServer } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { createLocalJWKSet } from 'jose'
import * as z from 'zod'
import { environments } from '../../infra/functions.ts'
import { gatewayRoutes, type WebFunction } from '../../infra/gateway-routes.ts'
import { createGateway } from '../../infra/local/gateway/gateway.ts'
import { listen } from '../../infra/local/ports.ts'
import { startStores } from '../store/local-store.ts'
import { openEdge } from './edge.ts'
import { makeEnvironment } from './environment.ts'
import { lambdaContext } from './lambda-context.ts'

const eventSchema = z.custom<APIGatewayProxyEventV2>((value) => typeof value === 'object' && value !== null && 'routeKey' in value)

/** The public pages, through the functions' own handlers behind the gateway, on DynamoDB Local. */
export const startPublicSite = async () => {
  const stores = await startStores()
  const server = createServer()
  const siteUrl = `http://localhost:${await listen(server, 0)}`
  Object.assign(process.env, makeEnvironment(environments.attendee, stores, siteUrl), makeEnvironment(environments.feeds, stores, siteUrl))
  // Functions read their environment when loaded.
  const [attendee, feeds] = await Promise.all([import('../../functions/attendee/handler.ts'), import('../../functions/feeds/handler.ts')])
  const routesTo = (name: WebFunction) => gatewayRoutes(name).map(({ key }) => ({ routeKey: key, function: name, authorizer: undefined }))
  const gateway = createGateway({
    edge: openEdge,
    routes: [...routesTo('attendee'), ...routesTo('feeds')],
    keys: createLocalJWKSet({ keys: [] }),
    invoke: (name, event) => (name === 'feeds' ? feeds : attendee).handler(eventSchema.parse(event), lambdaContext),
  })
  server.on('request', (request, response) => void gateway(request, response))
  return {
    stores,
    siteUrl,
    stop: async (): Promise<void> => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
      await stores.stop()
    },
  }
}
export type PublicSite = Awaited<ReturnType<typeof startPublicSite>>
