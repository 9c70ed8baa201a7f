declare module '*.css' {
  const text: string
  export default text
}
declare module '*.svg' {
  const text: string
  export default text
}
// The URL of the file, possibly relative to the importing module.
declare module '*.ttf' {
  const address: string
  export default address
}
declare module '*.wasm' {
  const address: string
  export default address
}
declare module '*.woff2' {
  const address: string
  export default address
}
