import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const headSchema = z.object({
  key: z.string(),
  contentType: z.string(),
  metadata: z.record(z.string(), z.string()),
  etag: z.string(),
  storedAt: z.iso.datetime(),
})

/** An object as stored. */
export interface StoredObject extends z.infer<typeof headSchema> {
  readonly bytes: Buffer
}

const stored = (file: Buffer): StoredObject => {
  const end = file.indexOf('\n')
  return { ...headSchema.parse(JSON.parse(file.subarray(0, end).toString('utf8'))), bytes: file.subarray(end + 1) }
}

/**
 * The objects of a bucket, each in one file of the folder: a line of JSON metadata, then its bytes.
 * A file is written completely before it takes its place, so that readers see either the old object or the new one.
 */
export const openObjects = (folder: string) => {
  const fileOf = (key: string): string => join(folder, createHash('sha256').update(key).digest('hex'))
  return {
    put: (object: Pick<StoredObject, 'key' | 'contentType' | 'metadata' | 'bytes'>): StoredObject => {
      const { key, contentType, metadata, bytes } = object
      const etag = createHash('md5').update(bytes).digest('hex')
      const head = { key, contentType, metadata, etag, storedAt: new Date().toISOString() }
      mkdirSync(folder, { recursive: true })
      const written = join(folder, `${randomUUID()}.part`)
      writeFileSync(written, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]))
      renameSync(written, fileOf(key))
      return { ...head, bytes }
    },

    get: (key: string): StoredObject | undefined => {
      try {
        return stored(readFileSync(fileOf(key)))
      } catch {
        return undefined
      }
    },

    /** The keys with a prefix, in order. */
    list: (prefix: string): readonly string[] =>
      (existsSync(folder) ? readdirSync(folder) : [])
        .filter((name) => !name.endsWith('.part'))
        .map((name) => stored(readFileSync(join(folder, name))).key)
        .filter((key) => key.startsWith(prefix))
        .sort(),

    remove: (key: string): void => rmSync(fileOf(key), { force: true }),
  }
}
export type Objects = ReturnType<typeof openObjects>
