import { type PluralCategory, parse, type Select, type Token } from '@messageformat/parser'

/** What an argument must be: a number, any text, or one of several words. */
export type Argument = 'number' | 'text' | readonly string[]

/** The arguments of a text, and its problems in words that its author understands. */
export interface Message {
  readonly arguments: ReadonlyMap<string, Argument>
  readonly problems: readonly string[]
}

const isCategory = (key: string): key is PluralCategory => ['zero', 'one', 'two', 'few', 'many', 'other'].includes(key)

const known = new Map<string, readonly PluralCategory[]>()

/** Kept, because looking them up anew for each text takes longer than all the rest of compiling. */
const categoriesOf = (language: string, type: Intl.PluralRuleType): readonly PluralCategory[] => {
  const found =
    known.get(`${language} ${type}`) ?? new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories.filter(isCategory)
  known.set(`${language} ${type}`, found)
  return found
}

/** All arguments in a text, including those inside plural forms and cases. */
const argumentsIn = (tokens: readonly Token[]): readonly Exclude<Token, { type: 'content' | 'octothorpe' }>[] =>
  tokens.flatMap((token) => {
    if (token.type === 'content' || token.type === 'octothorpe') return []
    const within = 'cases' in token ? token.cases.flatMap((each) => argumentsIn(each.tokens)) : []
    return [token, ...within]
  })

const kindOf = (token: ReturnType<typeof argumentsIn>[number]): Argument => {
  if (token.type === 'argument') return 'text'
  return token.type === 'select' ? token.cases.map(({ key }) => key).sort() : 'number'
}

const missingForms = (language: string, { type, arg, cases }: Select): readonly string[] => {
  const needed = type === 'select' ? ['other'] : categoriesOf(language, type === 'selectordinal' ? 'ordinal' : 'cardinal')
  const missing = needed.filter((form) => !cases.some(({ key }) => key === form))
  return missing.length === 0 ? [] : [`{${arg}, ${type}, …} lacks ${missing.join(', ')}: "${language}" needs ${needed.join(', ')}`]
}

const hasStrayBrace = (tokens: readonly Token[]): boolean =>
  tokens.some((token) =>
    token.type === 'content' ? /[{}]/.test(token.value) : 'cases' in token && token.cases.some((each) => hasStrayBrace(each.tokens)),
  )

/** An argument can be used several times: `{count}` as such and in a plural is a number. */
const joined = (one: Argument | undefined, other: Argument): Argument => (one === undefined || one === 'text' ? other : one)

const read = (text: string, language: string): Message => {
  const tokens = parse(text, {
    cardinal: [...categoriesOf(language, 'cardinal')],
    ordinal: [...categoriesOf(language, 'ordinal')],
    strict: true,
  })
  const found = argumentsIn(tokens)
  const kinds = new Map<string, Argument>()
  for (const token of found) kinds.set(token.arg, joined(kinds.get(token.arg), kindOf(token)))
  const problems = found.flatMap((token) => {
    if ('cases' in token) return missingForms(language, token)
    const format = token.type === 'function' && token.key !== 'number'
    return format ? [`{${token.arg}, ${token.key}} is not supported: "number" is the only format`] : []
  })
  return { arguments: kinds, problems: hasStrayBrace(tokens) ? [...problems, 'has an unmatched brace'] : problems }
}

const firstLine = (fault: unknown): string => (fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault))

/** Reads a text in ICU MessageFormat, with the plural rules of its language. */
export const readMessage = (text: string, language: string): Message => {
  const trimmed = text.trim() === text ? [] : ['begins or ends with a space or a line break']
  // Before a brace it starts a quotation, so that the argument silently becomes plain text.
  const apostrophes = text.includes("'") ? ["has a straight apostrophe ('), which is a control character: write ’"] : []
  if (text.trim() === '') return { arguments: new Map(), problems: ['is empty'] }
  try {
    const message = read(text, language)
    return { ...message, problems: [...trimmed, ...apostrophes, ...message.problems] }
  } catch (fault) {
    return { arguments: new Map(), problems: [...trimmed, ...apostrophes, `cannot be read: ${firstLine(fault)}`] }
  }
}
