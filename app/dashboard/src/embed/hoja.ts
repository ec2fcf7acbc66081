/** A stylesheet for a shadow root, without a style element: works under a CSP without `unsafe-inline`. */
export function vestir(raiz: ShadowRoot, ...textos: string[]): void {
  raiz.adoptedStyleSheets = textos.map(texto => {
    const hoja = new CSSStyleSheet()
    hoja.replaceSync(texto)
    return hoja
  })
}
