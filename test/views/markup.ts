import type { Html } from '../../shared/site/html.ts'

/** The page as text. */
export const textOf = async (markup: Html): Promise<string> => (await markup).toString()

/** The values of an attribute, in page order. */
export const attribute = (page: string, name: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value)

/** Heading levels, in page order. */
export const headingLevels = (page: string): readonly number[] => [...page.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level))

/** The whole tag with this id. */
export const tagWithId = (page: string, id: string): string | undefined =>
  page.match(/<[^>]+>/g)?.find((tag) => tag.includes(` id="${id}"`))
