// Usage: node build.mjs FOLDER      Puts the documentation of the API into FOLDER: the contract in YAML and JSON, the page that
// reads it with the library's two files beside it, and the catalogue of errors that each `type` of a problem names.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { parse } from 'yaml'

const here = new URL('./', import.meta.url).pathname
const library = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const contract = `${here}../openapi.yaml`

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const code = (text) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>')

function problem([name, { status, title, detail, cuando }]) {
  return `<section>
<h2 id="${name}">${status} ${escape(title)} · <code>${name}</code></h2>
<p>${code(cuando)}</p>
<p lang="es">«${escape(detail)}»</p>
</section>`
}

const limit = ([name, { maximo, unidad, de, ajuste }]) =>
  `<tr id="${name}"><th scope="row"><code>${name}</code></th><td>${maximo} ${unidad}</td><td>${de}</td><td>${ajuste ? `<code>${ajuste}</code>` : ''}</td></tr>`

const problems_page = (problems, limits) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contact Center: errors</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header class="docs-head"><a href="./">Contact Center: the API</a></header>
<main class="docs-problems">
<h1>Errors</h1>
<p>Every error is <code>application/problem+json</code> (RFC 9457). Its <code>type</code> names a section of this page; its
<code>detail</code> says in Spanish, for a person, what is wrong and what to do; <code>errors</code> points at the members and
parameters at fault; <code>instance</code> is the request's id, as in <code>X-Request-Id</code> and in the logs.</p>
${Object.entries(problems).map(problem).join('\n')}
<h1>Limits</h1>
<p>What exceeds one is refused, and the <code>detail</code> names it.</p>
<table>
<thead><tr><th scope="col">limit</th><th scope="col">at most</th><th scope="col">of</th><th scope="col">setting</th></tr></thead>
<tbody>${Object.entries(limits).map(limit).join('\n')}</tbody>
</table>
</main>
</body>
</html>
`

const out = process.argv[2]
mkdirSync(out, { recursive: true })
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'LICENSE', 'NOTICE']) copyFileSync(`${library}/${file}`, `${out}/${file}`)
for (const file of ['index.html', 'docs.js', 'docs.css']) copyFileSync(`${here}${file}`, `${out}/${file}`)
copyFileSync(contract, `${out}/openapi.yaml`)
const page = parse(readFileSync(contract, 'utf8'))
writeFileSync(`${out}/openapi.json`, JSON.stringify(page))
writeFileSync(`${out}/problemas.html`, problems_page(page['x-problemas'], page['x-limites']))
