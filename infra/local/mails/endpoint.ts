import type { IncomingMessage } from 'node:http'
import type { HttpAnswer } from '../gateway/proxy-result.ts'
import { galleryPath } from './address.ts'

export const isGallery = (path: string): boolean => path === galleryPath || path.startsWith(`${galleryPath}/`)

/** Answers for the gallery; its modules are loaded on first use, not at the start. */
export const answerGallery = async (request: IncomingMessage): Promise<HttpAnswer> => {
  const { gallery } = await import('./gallery.ts')
  return gallery(request)
}
