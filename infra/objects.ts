import type { FunctionName } from './functions.ts'

type FileAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListBucket'

/** What a function may do with files that are answers or attached to events, and with uploads that may become such. */
interface FileRights {
  readonly answers?: readonly FileAction[]
  readonly uploads?: readonly FileAction[]
  readonly attachments?: readonly FileAction[]
  readonly sentAttachments?: readonly FileAction[]
}

/** What each function may do with files, directly or by signing for a browser; all others may do nothing. */
export const fileRights: Readonly<Partial<Record<FunctionName, FileRights>>> = {
  attendee: { answers: ['GetObject', 'DeleteObject'], uploads: ['GetObject', 'PutObject', 'DeleteObject'], attachments: ['GetObject'] },
  // Attaches what organisers send, and never reads it again: whoever sees the event downloads it from the attendee pages.
  organiser: {
    answers: ['GetObject'],
    attachments: ['PutObject', 'DeleteObject'],
    sentAttachments: ['GetObject', 'PutObject', 'DeleteObject'],
  },
  // Nobody else makes an answer of a file.
  uploads: { answers: ['GetObject', 'PutObject'], uploads: ['GetObject', 'DeleteObject'] },
  // Lists a registration's files, also those for questions that are no longer asked.
  erasure: { answers: ['DeleteObject', 'ListBucket'], attachments: ['DeleteObject'] },
  'my-data': { answers: ['GetObject', 'ListBucket'] },
}

/** What functions may do with mails stored by SES, directly or by signing for a browser; nobody changes them. */
export const inboundRights: Readonly<Partial<Record<FunctionName, 'GetObject' | 'DeleteObject'>>> = {
  replies: 'GetObject',
  organiser: 'GetObject',
  erasure: 'DeleteObject',
}
