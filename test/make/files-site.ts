import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { createLocalJWKSet } from 'jose'
import * as z from 'zod'
import { routes as assetRoutes } from '../../functions/assets/routes.ts'
import { cancelRegistration, registration, registrationCancel, removeFile } from '../../functions/attendee/own-registration/registration.ts'
import { createServices } from '../../functions/attendee/services.ts'
import { registrationFile } from '../../functions/organiser/registrations/answer-file.ts'
import { registrationList } from '../../functions/organiser/registrations/registrations.ts'
import { createServices as createOrganiserServices } from '../../functions/organiser/services.ts'
import type { SentFile } from '../../functions/uploads/sent-files.ts'
import { createTaking } from '../../functions/uploads/taking-uploads.ts'
import { environments, variableOf } from '../../infra/functions.ts'
import { createGateway } from '../../infra/local/gateway/gateway.ts'
import { listen } from '../../infra/local/ports.ts'
import { startS3 } from '../../infra/local/s3/s3.ts'
import { emailKey } from '../../shared/domain/basics/email-address.ts'
import type { FileQuestion } from '../../shared/domain/registration-form/file-answer.ts'
import type { Staff } from '../../shared/domain/who-may.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { paths } from '../../shared/site/paths.ts'
import { type Route, routeKey } from '../../shared/site/route.ts'
import { createUploads } from '../../shared/store/people/uploads.ts'
import { registrationId, registrationToken } from '../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { startStores } from '../store/local-store.ts'
import { openEdge, originSecret } from './edge.ts'
import { makeEnvironment } from './environment.ts'
import { lambdaContext } from './lambda-context.ts'
import { organiser as eventOwner, makePerson, now, publishEvent, registerMany } from './programme.ts'
import { signedInCookie } from './signed-in.ts'

const attendeeRoutes = [
  { method: 'GET', path: paths.registration, access: 'public', page: 'registration' },
  { method: 'GET', path: paths.registrationCancel, access: 'public', page: 'registrationCancel' },
  { method: 'POST', path: paths.registrationCancel, access: 'public', page: 'cancelRegistration' },
  { method: 'POST', path: paths.registrationFileRemove, access: 'public', page: 'removeFile' },
] as const satisfies readonly Route[]

const organiserRoutes = [
  { method: 'GET', path: paths.eventRegistrations, access: 'session', page: 'registrationList' },
  { method: 'GET', path: paths.registrationFile, access: 'session', page: 'registrationFile' },
] as const satisfies readonly Route[]

const eventSchema = z.custom<APIGatewayProxyEventV2>((value) => typeof value === 'object' && value !== null && 'routeKey' in value)

const halfAYear = 180 * 86_400_000

/** The pages about files for an event with these questions, on DynamoDB Local and the local S3. */
export const startFilesSite = async (questions: readonly FileQuestion[]) => {
  const stores = await startStores()
  const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
  const sent: SentFile[] = []
  const s3 = await startS3({
    buckets: ['files'],
    folder,
    created: ({ key, etag }) => void sent.push({ key, etag }),
    signer: { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' },
  })
  const server = createServer()
  const siteUrl = `http://localhost:${await listen(server, 0)}`

  const platform = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
  }
  const services = { ...createServices(makeEnvironment(environments.attendee, stores, siteUrl), platform), fileQuestions: () => questions }
  const take = createTaking({
    ...services,
    registrations: stores.registrations,
    uploads: createUploads(stores.database, stores.tables.people),
    fileQuestions: () => questions,
  })
  const organiserServices = {
    ...createOrganiserServices(makeEnvironment(environments.organiser, stores, siteUrl), platform),
    fileQuestions: () => questions,
  }
  const attendee = httpFunction(
    attendeeRoutes,
    { siteUrl, originSecrets: [originSecret], errorPage: errorView },
    {
      pages: {
        registration: registration(services),
        registrationCancel: registrationCancel(services),
        cancelRegistration: cancelRegistration(services),
        removeFile: removeFile(services),
      },
      operations: {},
    },
  )
  const organiser = httpFunction(
    organiserRoutes,
    { siteUrl, originSecrets: [originSecret], errorPage: errorView, findSession: organiserServices.findSession },
    {
      pages: {
        registrationList: registrationList(organiserServices),
        registrationFile: registrationFile(organiserServices),
      },
      operations: {},
    },
  )

  const routesTo = (name: string, routes: readonly Route[]) =>
    routes.map((route) => ({ routeKey: routeKey(route), function: name, authorizer: undefined }))
  process.env[variableOf('edge')] = originSecret
  const { handler: assets } = await import('../../functions/assets/handler.ts')
  const gateway = createGateway({
    edge: openEdge,
    routes: [...routesTo('attendee', attendeeRoutes), ...routesTo('organiser', organiserRoutes), ...routesTo('assets', assetRoutes)],
    keys: createLocalJWKSet({ keys: [] }),
    invoke: async (name, event) => {
      const parsed = eventSchema.parse(event)
      if (name === 'assets') return assets(parsed)
      return name === 'attendee' ? attendee(parsed, lambdaContext) : organiser(parsed, lambdaContext)
    },
  })
  server.on('request', (request, response) => void gateway(request, response))

  const day = new Date(Date.now() + halfAYear).toISOString().slice(0, 10)
  const times = { start: `${day}T10:00`, end: `${day}T12:00` }
  const { slug } = await publishEvent(stores, times)
  await registerMany(stores, slug, 3)
  const linkKey = await stores.keys.links()

  return {
    siteUrl,
    slug,
    s3Origin: s3.endpoint,
    /** The path of the personal page of one of the three registered people. */
    registrationPath: (person: number): string => {
      const id = registrationId(linkKey, slug, emailKey(makePerson(person).email))
      return paths.registration.to({ token: registrationToken(linkKey, { id, round: 1 }) })
    },
    /** Lets what browsers sent become answers, as S3's notifications do a moment later. */
    takeUploads: async (): Promise<void> => {
      for (const file of sent.splice(0)) await take(file, new Date().toISOString())
    },
    /** Moves the deadline for changes into the past, or removes it. */
    closeAnswers: async (closed: boolean): Promise<void> => {
      const changesUntil = closed ? '2022-04-02T10:00' : undefined
      await createManaging(stores).change(slug, { staff: eventOwner, now }, (input) => ({ ...input, changesUntil }))
    },
    /** A staff member's sign-in cookie. */
    cookieOf: (staff: Staff): Promise<string> => signedInCookie(stores, siteUrl, staff),
    stop: async (): Promise<void> => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
      await s3.stop()
      await stores.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type FilesSite = Awaited<ReturnType<typeof startFilesSite>>
