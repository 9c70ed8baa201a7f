import { type Language, languageSchema } from '../../shared/domain/basics/language.ts'
import { isListed, isPublic } from '../../shared/domain/event/event.ts'
import { refuse } from '../../shared/http/refusal.ts'
import type { Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { eventFacts, networkFacts, type PictureFacts, pictureFile } from '../../shared/views/event/link-picture.ts'
import { drawn } from './drawing.ts'
import { pngOf } from './rendering.ts'
import type { Services } from './services.ts'

// What is shown decides the name of the file.
const forGood = 'public, max-age=31536000, immutable'

const picture = async (facts: PictureFacts): Promise<Reply> => ({
  statusCode: 200,
  headers: { 'content-type': 'image/png', 'cache-control': forGood, vary: 'Accept-Encoding' },
  body: Buffer.from(await pngOf(await drawn(facts))).toString('base64'),
  isBase64Encoded: true,
})

/** The language in the name of a file, with its texts loaded. */
const languageIn = async (file: string): Promise<Language | undefined> => {
  const language = languageSchema.safeParse(file.split('-')[0]).data
  if (language !== undefined) await loadTexts(language)
  return language
}

/** The picture, if the file has its name; else where it is now, so that old links show something and made-up names cost no drawing. */
const named = (file: string, facts: PictureFacts, language: Language, addressOf: (file: string) => string): Promise<Reply> | Reply => {
  const current = pictureFile(facts, language)
  return file === current ? picture(facts) : { statusCode: 302, headers: { location: addressOf(current) } }
}

/** The picture of an event that anybody may find. Of one by invitation there is none: the address of its page is all that protects it. */
export const eventPicture =
  ({ events }: Services) =>
  async (request: Request): Promise<Reply> => {
    const [slug, file] = [request.parameter('slug'), request.parameter('file')]
    const language = await languageIn(file)
    const event = language === undefined ? undefined : await events.get(slug)
    if (language === undefined || event === undefined || !isPublic(event) || !isListed(event)) return refuse(request, 'not-found', 'page')
    return named(file, eventFacts(event, language), language, (current) => paths.eventPicture.to({ slug, file: current }))
  }

/** The picture of pages about no single event. */
export const networkPicture = async (request: Request): Promise<Reply> => {
  const file = request.parameter('file')
  const language = await languageIn(file)
  if (language === undefined) return refuse(request, 'not-found', 'page')
  return named(file, networkFacts(language), language, (current) => paths.networkPicture.to({ file: current }))
}
