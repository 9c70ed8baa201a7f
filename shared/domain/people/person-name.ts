import { line } from '../basics/text.ts'

// What mail programs turn into links, or would be read as an address: a stranger could have us send it to anybody by registering them.
const linked = /:\/\/|www\.|@|(?:^|[\s(<"'])[a-z\d-]{2,}\.(?:[a-z\d-]+\.)*[a-z]{2,}(?:[\s/:?#)>"']|$)|\.\p{L}{2,}\//u

const isPlain = (name: string): boolean => !linked.test(name)

/** A person's name as they write it: any script, no web or e-mail addresses. */
export const personNameSchema = line(200).refine(isPlain, 'name')

// Longer than any name that a letter would begin with, and too short for a message.
const longestGreeted = 60

/** The name to greet somebody by, or nothing where what stands there does not look like one. */
export const greetedName = (name: string): string => (isPlain(name) && name.length <= longestGreeted ? name : '')
