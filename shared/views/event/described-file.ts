import type { Attachment } from '../../domain/attachment/attachment.ts'
import type { Language } from '../../domain/basics/language.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'

/** A file's title, with what people will download: `Agenda (PDF, 1.2 MB)`. */
export const describedFile = ({ title, type, size }: Pick<Attachment, 'title' | 'type' | 'size'>, language: Language): string =>
  textsIn(language).attachments.described({ title, type: type.toUpperCase(), size: formatsIn(language).bytes(size) })
