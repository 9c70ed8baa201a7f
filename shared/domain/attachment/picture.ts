import * as z from 'zod'
import type { FileEnding, RefusedFile } from '../basics/file-kind.ts'
import { line } from '../basics/text.ts'

/** The extensions of pictures that an event can have, without the dot. */
export const pictureEndings = ['jpg', 'jpeg', 'png', 'webp'] as const satisfies readonly FileEnding[]

export const largestPictureMegabytes = 2

/** The allowed size of one, in bytes. */
export const pictureBytes = { min: 1, max: largestPictureMegabytes * 1024 * 1024 } as const

/** What an organiser says of a picture, for people who do not see it. */
export const pictureInputSchema = z.object({ alt: line(300) })

/** The picture on top of an event's page, as it is stored. */
export const pictureSchema = z.object({
  id: z.string(),
  alt: pictureInputSchema.shape.alt,
  type: z.enum(pictureEndings),
  width: z.int(),
  height: z.int(),
})
export type Picture = z.infer<typeof pictureSchema>

/** Why a picture is refused: as any file, or for its size in bytes. */
export type RefusedPicture = RefusedFile | 'size'

/** A picture that an organiser sent and that is not shown yet, as found by its content. */
export type SentPicture =
  | ({ readonly state: 'kept'; readonly etag: string; readonly name: string } & Pick<Picture, 'type' | 'width' | 'height'>)
  | { readonly state: 'refused'; readonly why: RefusedPicture }

/** The media type of a picture. */
export const pictureType = ({ type }: Pick<Picture, 'type'>): string => `image/${type === 'jpg' ? 'jpeg' : type}`

// As wide as a page's text and as high as leaves room for it on a screen, in CSS pixels.
const box = { width: 720, height: 400 }

/** How large a picture is shown at most, so that a page keeps its place before it arrives. */
export const shownSize = ({ width, height }: Pick<Picture, 'width' | 'height'>): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, box.width / width, box.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
