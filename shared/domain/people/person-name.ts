import { line } from '../basics/text.ts'

// What mail programs turn into links or addresses: by registering people under such a name, a stranger could have us send it to anyone.
const linked = /:\/\/|www\.|@|(?:^|[\s(<"'])[a-z\d-]{2,}\.(?:[a-z\d-]+\.)*[a-z]{2,}(?:[\s/:?#)>"']|$)|\.\p{L}{2,}\//u

const isPlain = (name: string): boolean => !linked.test(name)

/** A person's name as they write it: any script, but no web or e-mail addresses. */
export const personNameSchema = line(200).refine(isPlain, 'name')

const plain = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase()

/** Whether two names are the same but for spaces and capitals. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other)

// Longer than any name used in a greeting, and too short for a message.
const longestGreeted = 60

/** The name for a greeting; nothing if it does not look like a name. */
export const greetedName = (name: string): string => (isPlain(name) && name.length <= longestGreeted ? name : '')
