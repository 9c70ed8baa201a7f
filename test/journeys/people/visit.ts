/** A page as a browser without scripts shows it. */
export interface VisitedPage {
  readonly status: number
  /** Where the browser ended up, after redirects. */
  readonly url: string
  readonly html: string
}

const shown = async (response: Response): Promise<VisitedPage> => ({
  status: response.status,
  url: response.url,
  html: await response.text(),
})

/** Opens a page. */
export const visit = async (url: string): Promise<VisitedPage> => shown(await fetch(url))

/** Follows the link of a page that leads to a path; the page must have it. */
export const follow = async (page: VisitedPage, path: string): Promise<VisitedPage> => {
  if (!page.html.includes(`href="${path}"`)) throw new Error(`there is no link to ${path} on the page`)
  return visit(new URL(path, page.url).href)
}

/** Fills in the form of a page and sends it, as browsers do where the form names no other address: to the page's own. */
export const send = async (page: VisitedPage, fields: Readonly<Record<string, string>>): Promise<VisitedPage> => {
  if (!/<form method="post" class="form"/.test(page.html)) throw new Error('there is no form on the page')
  return shown(await fetch(page.url, { method: 'POST', body: new URLSearchParams(fields) }))
}

/** The first heading of a page, which says what it is about. */
export const headingOf = ({ html }: VisitedPage): string => (/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()
