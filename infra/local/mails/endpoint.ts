import type { IncomingMessage } from 'node:http'
import type { HttpAnswer } from '../gateway/proxy-result.ts'
import { galleryPath } from './address.ts'

export const isGallery = (path: string): boolean => path === galleryPath || path.startsWith(`${galleryPath}/`)

/** Answers for the gallery; what it needs is loaded when somebody first looks at it, not at the start. */
export const answerGallery = async (request: IncomingMessage): Promise<HttpAnswer> => {
  const { gallery } = await import('./gallery.ts')
  return gallery(request)
}
