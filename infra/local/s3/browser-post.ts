import * as z from 'zod'
import { denied, type S3Refusal } from './refusal.ts'
import { checkSignature, type Signer } from './signature.ts'

/** An object sent by a browser and allowed by its policy. */
export interface PostedObject {
  readonly key: string
  readonly contentType: string
  /** Without the prefix `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>
  readonly bytes: Buffer
  /** Where the browser goes next. */
  readonly redirect: string | undefined
}

const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.int(), z.int()]).transform(([, min, max]) => ({ kind: 'range' as const, min, max })),
      z
        .tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()])
        .transform(([kind, name, value]) => ({ kind, name: name.slice(1).toLowerCase(), value })),
      z.record(z.string(), z.string()).transform((record) => {
        const [name = '', value = ''] = Object.entries(record)[0] ?? []
        return { kind: 'eq' as const, name: name.toLowerCase(), value }
      }),
    ]),
  ),
})
type Policy = z.infer<typeof policySchema>

// The total size of names and values, in bytes.
const longestMetadata = 2048

const refusal = (status: number, code: string, message: string): S3Refusal => ({ status, code, message })

const oneFile = refusal(400, 'InvalidArgument', 'POST requires exactly one file upload per request.')
const invalidPolicy = refusal(400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.')
const tooLarge = refusal(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
const tooSmall = refusal(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
const metadataTooLarge = refusal(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size')
const byPolicy = (what: string): S3Refusal => denied(`Invalid according to Policy: ${what}`)

interface Parts {
  readonly fields: ReadonlyMap<string, string>
  readonly file: File
}

/** The fields before the file, by lower-case name, and the file; anything after the file is ignored. */
const partsOf = async (body: Buffer, contentType: string): Promise<Parts | undefined> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData().catch(() => undefined)
  const texts: [string, string][] = []
  for (const [name, value] of form ?? []) {
    if (typeof value === 'string') texts.push([name.toLowerCase(), value])
    else if (name === 'file') {
      const filename = value.name.split(/[/\\]/).at(-1) ?? ''
      return { fields: new Map(texts.map(([each, text]) => [each, text.replaceAll(`\${filename}`, filename)])), file: value }
    }
  }
  return undefined
}

const policyOf = (encoded: string): Policy | undefined => {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')))
  } catch {
    return undefined
  }
}

// These may be sent without a condition.
const free = ['policy', 'x-amz-signature', 'file']

const checkPolicy = ({ expiration, conditions }: Policy, fields: ReadonlyMap<string, string>, size: number): S3Refusal | undefined => {
  if (Date.now() > Date.parse(expiration)) return byPolicy('Policy expired.')
  const named = new Set<string>(free)
  for (const condition of conditions) {
    if (condition.kind === 'range') {
      if (size > condition.max) return tooLarge
      if (size < condition.min) return tooSmall
      continue
    }
    const { kind, name, value } = condition
    named.add(name)
    const given = fields.get(name) ?? ''
    if (kind === 'eq' ? given !== value : !given.startsWith(value))
      return byPolicy(`Policy Condition failed: ["${kind}", "$${name}", "${value}"]`)
  }
  const extra = [...fields.keys()].filter((name) => !named.has(name) && name !== 'bucket' && !name.startsWith('x-ignore-'))
  return extra.length === 0 ? undefined : byPolicy(`Extra input fields: ${extra.join(', ')}`)
}

/** What a browser's multipart form asks the bucket to store, or why S3 would refuse it (S3 API Reference, "POST Object"). */
export const postedObject = async (
  request: { readonly bucket: string; readonly body: Buffer | undefined; readonly contentType: string },
  signer: Signer,
): Promise<PostedObject | S3Refusal> => {
  if (request.body === undefined) return tooLarge
  const parts = await partsOf(request.body, request.contentType)
  if (parts === undefined) return oneFile
  const fields = new Map([...parts.fields, ['bucket', request.bucket]])
  const field = (name: string): string => fields.get(name) ?? ''
  const encoded = field('policy')
  if (encoded === '') return denied()
  const unsigned = checkSignature(signer, field('x-amz-credential'), encoded, field('x-amz-signature'))
  if (unsigned !== undefined) return unsigned
  const policy = policyOf(encoded)
  if (policy === undefined) return invalidPolicy
  const refused = checkPolicy(policy, fields, parts.file.size)
  if (refused !== undefined) return refused
  const metadata = [...fields].flatMap(([name, value]) => (name.startsWith('x-amz-meta-') ? [[name.slice(11), value] as const] : []))
  if (Buffer.byteLength(metadata.flat().join('')) > longestMetadata) return metadataTooLarge
  return {
    key: field('key'),
    contentType: fields.get('content-type') ?? 'binary/octet-stream',
    metadata: Object.fromEntries(metadata),
    bytes: Buffer.from(await parts.file.arrayBuffer()),
    redirect: fields.get('success_action_redirect'),
  }
}
