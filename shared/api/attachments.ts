import * as z from 'zod'
import { type Attachment, attachmentSchema } from '../domain/attachment/attachment.ts'
import { type Picture, pictureSchema } from '../domain/attachment/picture.ts'
import type { Event } from '../domain/event/event.ts'
import { paths } from '../site/paths.ts'

/** A file of an event as everyone may know it. */
export const attachmentOutput = attachmentSchema.omit({ name: true }).extend({
  size: attachmentSchema.shape.size.describe('In bytes'),
  url: z.url().describe('Redirects to the file'),
})

export const attachmentListOutput = z.array(attachmentOutput).optional().describe('Files to download')

export const toAttachmentOutput = (
  { slug }: Pick<Event, 'slug'>,
  { name: _, ...attachment }: Attachment,
  siteUrl: string,
): z.infer<typeof attachmentOutput> => ({ ...attachment, url: siteUrl + paths.attachment.to({ slug, id: attachment.id }) })

/** The picture of an event as everyone may know it. */
export const pictureOutput = pictureSchema.omit({ id: true, type: true }).extend({ url: z.url() })

export const toPictureOutput = (
  { slug }: Pick<Event, 'slug'>,
  { id, type: _, ...picture }: Picture,
  siteUrl: string,
): z.infer<typeof pictureOutput> => ({
  ...picture,
  url: siteUrl + paths.uploadedPicture.to({ slug, id }),
})

/** The files and the picture of an event, if it has any. */
export const attachmentsOf = (
  event: Event,
  siteUrl: string,
): { readonly attachments?: z.infer<typeof attachmentOutput>[]; readonly picture?: z.infer<typeof pictureOutput> } => ({
  ...(event.attachments === undefined ? {} : { attachments: event.attachments.map((each) => toAttachmentOutput(event, each, siteUrl)) }),
  ...(event.picture === undefined ? {} : { picture: toPictureOutput(event, event.picture, siteUrl) }),
})
