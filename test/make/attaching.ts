import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { attachment } from '../../functions/attendee/programme/attached-file.ts'
import { attachFile, makeFileForm } from '../../functions/organiser/attachments/api-attachments.ts'
import { createAttachmentParts } from '../../functions/organiser/attachments/parts.ts'
import { startS3 } from '../../infra/local/s3/s3.ts'
import { fileFormOutput } from '../../shared/api/file-forms.ts'
import type { Staff } from '../../shared/domain/who-may.ts'
import type { Reply } from '../../shared/http/reply.ts'
import type { StaffRequest } from '../../shared/http/request.ts'
import { createFollowing } from '../../shared/store/programme/moved-drafts.ts'
import { createAttachmentFiles } from '../../shared/store/s3/attachment-files.ts'
import { bucketOf } from '../../shared/store/s3/signing.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { startStores } from '../store/local-store.ts'
import { makeEventInput, organiser } from './programme.ts'
import { makeRequest } from './request.ts'
import { sendForm } from './upload.ts'

export const pdf = '%PDF-1.7 agenda'

/** S3 checks signatures by the machine's clock. */
export const machineNow = (): string => new Date().toISOString()

/** The day of the events. */
export const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

interface Asked {
  readonly staff?: Staff
  readonly id?: string
  readonly query?: string
  readonly body?: string
  readonly api?: boolean
}
type Run = (request: StaffRequest) => Promise<Reply> | Reply

const attachedSchema = z.object({ id: z.string() })

/** What organisers do with files of events, on DynamoDB Local and the local S3. */
export const startAttaching = async () => {
  const stores = await startStores()
  const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
  const s3 = await startS3({ buckets: ['files'], folder, signer: { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' } })
  const bucket = bucketOf('files', {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
  })
  const files = createAttachmentFiles(bucket)
  const parts = {
    ...stores,
    attaching: async () => createAttachmentParts(stores.database, stores.tables.programme, bucket, stores),
    attachmentFiles: async () => files,
    following: async () => createFollowing(stores.database, stores.tables.programme, stores.events),
  }

  const askedFor = (slug: string, { staff = organiser, id = '', query = '', body = '', api = false }: Asked = {}): StaffRequest => ({
    ...makeRequest(slug, { now: machineNow(), query: new URLSearchParams(query), body, api }),
    parameter: (name) => (name === 'id' ? id : slug),
    staff,
  })
  const asked = async (run: Run, slug: string, about: Asked = {}): Promise<Reply> => run(askedFor(slug, about))
  const api = async (run: Run, slug: string, about: Asked = {}) => {
    const { statusCode = 200, body = '' } = await asked(run, slug, { ...about, api: true })
    const said: unknown = JSON.parse(body)
    return { status: statusCode, said }
  }
  const formOf = async (slug: string) => fileFormOutput.parse((await api(makeFileForm(parts), slug)).said)

  /** Sends a file and returns its key. */
  const send = async (slug: string, name: string, content: string | Uint8Array<ArrayBuffer> = pdf): Promise<string> => {
    const form = await formOf(slug)
    const { status } = await sendForm(form, { name, content })
    if (status !== 204) throw new Error(`S3 answered ${status}`)
    return form.fields['key'] ?? ''
  }

  return {
    stores,
    bucket,
    files,
    parts,
    s3Origin: s3.endpoint,
    askedFor,
    asked,
    api,
    formOf,
    send,
    /** A new draft's slug. */
    drafted: async (): Promise<string> => {
      const input = makeEventInput({ start: `${day}T10:00`, end: `${day}T12:00` })
      return (await createManaging(stores).create(input, { staff: organiser, now: machineNow() })).slug
    },
    publishing: async (slug: string): Promise<string> => {
      await createManaging(stores).publish(slug, { staff: organiser, now: machineNow() })
      return slug
    },
    /** Attaches a file by the API and returns its id. */
    attachOne: async (slug: string, name = 'Agenda 1.pdf', title = 'Agenda'): Promise<string> => {
      const body = JSON.stringify({ key: await send(slug, name), title })
      return attachedSchema.parse((await api(attachFile(parts), slug, { body })).said).id
    },
    titlesOf: async (slug: string) => ((await stores.events.get(slug))?.attachments ?? []).map(({ title }) => title),
    /** What everyone gets from the address of a file. */
    download: async (slug: string, id: string) => {
      const { statusCode, headers } = await attachment(parts)(askedFor(slug, { id }))
      if (statusCode !== 303) return { status: statusCode }
      const response = await fetch(String(headers?.['location']))
      return {
        status: response.status,
        disposition: response.headers.get('content-disposition'),
        type: response.headers.get('content-type'),
        text: await response.text(),
      }
    },
    stop: async (): Promise<void> => {
      await s3.stop()
      await stores.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Attaching = Awaited<ReturnType<typeof startAttaching>>
