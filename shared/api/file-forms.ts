import * as z from 'zod'
import { attachmentInputSchema } from '../domain/attachment/attachment.ts'
import { pictureInputSchema } from '../domain/attachment/picture.ts'

export const fileFormOutput = z.object({
  action: z.url(),
  fields: z.record(z.string(), z.string()),
})

export const attachFileInput = z.object({
  ...attachmentInputSchema.shape,
  key: z.string().max(200).describe('The key among the fields of the form'),
})

export const setPictureInput = z.object({ ...pictureInputSchema.shape, key: attachFileInput.shape.key })
