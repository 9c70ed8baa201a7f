import { network } from '../../domain/basics/network.ts'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { formatsIn } from '../../texts/formats.ts'
import { type LinkPicture, pictureSize } from '../event/link-picture.ts'

/** What is shown of a page where somebody shared its link. */
export interface LinkPreview {
  readonly title: string
  readonly description: string
  /** Its path without a query: whatever a reader had chosen there, it is the same page. */
  readonly path: string
  readonly picture: LinkPicture
}

/**
 * Tells chats and social networks what a link leads to (https://ogp.me). Only for pages that anybody may find; addresses are absolute,
 * as whoever reads them is elsewhere.
 */
export const linkPreview = ({ siteUrl, language }: PageContext, { title, description, path, picture }: LinkPreview): Html => {
  const locale = formatsIn(language).locale.replace('-', '_')
  return html`<meta property="og:type" content="website">
<meta property="og:site_name" content="${network.name}">
<meta property="og:locale" content="${locale}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${siteUrl}${path}">
<meta property="og:image" content="${siteUrl}${picture.path}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${pictureSize.width}">
<meta property="og:image:height" content="${pictureSize.height}">
<meta property="og:image:alt" content="${picture.alt}">
<meta name="twitter:card" content="summary_large_image">`
}
