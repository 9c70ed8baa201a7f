import * as z from 'zod'

/** Supported languages, as BCP 47 tags; `shared/texts/` has a folder for each. */
export const languages = ['en', 'fr'] as const
export const languageSchema = z.enum(languages)
export type Language = z.infer<typeof languageSchema>
