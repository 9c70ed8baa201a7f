import { line } from './text.ts'

export const longestFileName = 200

/** What its sender calls a file. */
export const fileNameSchema = line(longestFileName)
