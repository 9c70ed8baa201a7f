import type { UploadForm } from '../../shared/domain/registration-form/file-answer.ts'

/** A file as chosen by a person. */
export interface ChosenFile {
  readonly name: string
  readonly content: string | Uint8Array<ArrayBuffer>
  /** The browser's guess of its type. */
  readonly type?: string
}

/** Sends a form as a browser does: the fields in order, then the file. Redirects are not followed. */
export const sendForm = (
  form: UploadForm,
  file: ChosenFile | undefined,
  changed: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...form.fields, ...changed })) body.append(name, value)
  if (file !== undefined) body.append('file', new File([file.content], file.name, { type: file.type ?? 'application/pdf' }))
  return fetch(form.action, { method: 'POST', body, redirect: 'manual' })
}

/** What S3 says in the redirect after an upload: its key and ETag. */
export const sentKey = (response: Response): { readonly key: string; readonly etag: string } => {
  const { searchParams } = new URL(response.headers.get('location') ?? '')
  return { key: searchParams.get('key') ?? '', etag: (searchParams.get('etag') ?? '').replaceAll('"', '') }
}

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** The upload forms of a page, as a browser reads them. */
export const uploadFormsIn = (html: string): readonly UploadForm[] =>
  [...html.matchAll(/<form [^>]*action="([^"]*)" enctype="multipart\/form-data"[^>]*>(.*?)<\/form>/gs)].map(
    ([, action = '', body = '']) => ({
      action,
      fields: Object.fromEntries(
        [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
          name,
          unescaped(value),
        ]),
      ),
    }),
  )
