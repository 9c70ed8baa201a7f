import { createHash } from 'node:crypto'
import { type Html, html, raw } from '../../../shared/site/html.ts'
import { demoAccounts, demoPassword } from './accounts.ts'

const style = `
:root{color-scheme:light dark}
body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere;background:Canvas;color:CanvasText}
main{max-width:28rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.2}
label{display:block;font-weight:600;margin-top:1rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid GrayText;border-radius:.3rem;background:Field;color:FieldText}
button{font:inherit;font-weight:600;margin-top:1.5rem;padding:.65rem 1.4rem;border:0;border-radius:.3rem;background:light-dark(#0b4fa0,#9cc4ff);color:light-dark(#fff,#06213f);cursor:pointer}
:focus-visible{outline:3px solid light-dark(#b35900,#ffc078);outline-offset:2px}
.problem{border-left:.3rem solid light-dark(#b00020,#ff9aa8);padding:.3rem 1rem}
.accounts{margin-top:2.5rem;padding-top:1rem;border-top:1px solid GrayText}
code{font-size:1em}
`
const submitAtOnce = `document.forms[0].requestSubmit()`

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What the issuer's pages may load and where their forms may lead: only themselves and this one site. */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `style-src ${hash(style)}`,
  `script-src ${hash(submitAtOnce)}`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join('; ')

const page = (title: string, main: Html): string =>
  String(
    html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${raw(style)}</style></head><body><main><h1>${title}</h1>${main}</main></body></html>`,
  )

/** The sign-in form; `problem` says what was wrong with the last attempt. */
export const signInPage = ({
  action,
  email,
  problem,
}: {
  readonly action: string
  readonly email: string
  readonly problem?: string
}): string =>
  page(
    problem === undefined ? 'Sign in' : 'Error: Sign in',
    html`${problem === undefined ? '' : html`<p class="problem" role="alert" id="problem">${problem}</p>`}
<form method="post" action="${action}">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>
<section class="accounts" aria-labelledby="accounts"><h2 id="accounts">Demo accounts</h2>
<p>This issuer runs on this machine only. Its accounts are made up:</p>
<ul>${demoAccounts.map(({ email: address, roles }) => html`<li><code>${address}</code> (${roles.join(', ')})</li>`)}</ul>
<p>The password of each is <code>${demoPassword}</code>.</p></section>`,
  )

/** Signs out automatically if scripts run, else with a button. `form` is oidc-provider's form with the id `op.logoutForm`. */
export const signOutPage = (form: string): string =>
  page(
    'Sign out',
    html`<p>You are about to sign out of the local issuer.</p>${raw(form.replace('</form>', '<input type="hidden" name="logout" value="yes"><button type="submit">Sign out</button></form>'))}<script>${raw(submitAtOnce)}</script>`,
  )

export const signedOutPage = (siteUrl: string): string => page('You are signed out', html`<p><a href="${siteUrl}/">Go to the site</a></p>`)

/** A protocol error, such as a wrong redirect address. */
export const errorPage = (error: string, description: string): string =>
  page('Sign-in is not possible', html`<p>${description}</p><p><code>${error}</code></p>`)
