// Mail readers often drop style sheets, so the light look is inline; the sheet only adds the dark one.
// Outlook on Windows renders with Word: tables instead of boxes, colours also as attributes, no `max-width`.
const font =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif;mso-line-height-rule:exactly"
const breaking = 'overflow-wrap:anywhere;word-break:break-word'

export const colours = { canvas: '#f5f6fa', surface: '#ffffff', sunken: '#f0f3fa', band: '#00286f', action: '#003399' } as const

/** The light look, element by element. */
export const look = {
  body: `margin:0;padding:0;width:100%;background-color:${colours.canvas};-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%`,
  preview: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all',
  canvas: `background-color:${colours.canvas}`,
  around: 'padding:24px 8px',
  sheet: 'width:100%;max-width:600px;border-collapse:separate',
  band: `padding:16px 24px;background-color:${colours.band};border-radius:8px 8px 0 0;color:#ffffff;${font};font-size:18px;line-height:24px;font-weight:700`,
  main: `padding:24px 24px 8px;background-color:${colours.surface};color:#24304a;${font};font-size:16px;line-height:24px;${breaking}`,
  paragraph: 'margin:0 0 16px',
  card: `padding:16px 16px 0;background-color:${colours.sunken};border-left:4px solid ${colours.action};color:#24304a;${font};font-size:16px;line-height:24px;${breaking}`,
  kind: 'margin:0 0 4px;font-size:14px;line-height:20px;color:#556080',
  title: 'margin:0 0 16px;font-size:22px;line-height:28px;font-weight:700;color:#111a33',
  label: 'font-size:14px;line-height:20px;color:#556080',
  link: 'color:#0a3fae;text-decoration:underline',
  actions: 'margin:24px 0 16px',
  buttonCell: `background-color:${colours.action};border-radius:6px;text-align:center;mso-padding-alt:13px 24px`,
  button: `display:inline-block;padding:13px 24px;background-color:${colours.action};border-radius:6px;color:#ffffff;${font};font-size:16px;line-height:22px;font-weight:600;text-decoration:none`,
  note: 'margin:0 0 16px;font-size:14px;line-height:21px;color:#556080',
  footer: `padding:16px 24px;background-color:${colours.surface};border-top:1px solid #d8deeb;border-radius:0 0 8px 8px;color:#556080;${font};font-size:13px;line-height:20px;${breaking}`,
  footerLine: 'margin:0 0 8px',
  emblemCell: 'padding:4px 16px 0 0;vertical-align:top',
  emblem: `display:block;border:0;width:57px;height:auto;color:#556080;${font};font-size:11px;line-height:13px`,
  grantCell: `color:#556080;${font};font-size:13px;line-height:20px;vertical-align:top`,
} as const

/** The dark look, if the reader asks for one. Gmail drops a sheet that contains an unknown rule, so each rule has its own sheet. */
export const sheets = {
  scheme: ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  dark: `@media (prefers-color-scheme:dark){
.canvas{background-color:#0c1222!important}
.surface{background-color:#151d33!important;color:#d6dded!important;border-color:#2c3859!important}
.band{background-color:#0a1f52!important}
.card{background-color:#1e2844!important;color:#d6dded!important;border-color:#a3c0ff!important}
.title{color:#f3f6fd!important}
.quiet{color:#a4b0cc!important}
.link{color:#a3c0ff!important}
.button{background-color:#a3c0ff!important;color:#0a1533!important}
}`,
  narrow: `@media (max-width:480px){
.around{padding:0!important}
.band,.surface{padding-left:16px!important;padding-right:16px!important;border-radius:0!important}
.button{display:block!important}
.actions{width:100%!important}
}`,
} as const
