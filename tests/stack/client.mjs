// A client of the REST API: a person with a cookie, or an ERP with a key. Every answer is held against the written contract.
import { hold_against_contract } from '../contrato/respuesta.mjs'

const base = '/api/contact-center'

/** fetch, for a test that wants the response itself; what is no JSON is held by its status, type and headers alone. */
export async function fetch(url, options = {}) {
  const response = await globalThis.fetch(url, options)
  const path = new URL(url).pathname
  const json = /json/.test(response.headers.get('content-type') ?? '')
  const text = json ? await response.clone().text() : ''
  if (path.startsWith(base)) hold_against_contract({ method: options.method ?? 'GET', path, status: response.status, headers: response.headers, text })
  return response
}

export class Client {
  /** `credential`: {cookie} or {key} or nothing. */
  constructor(url, credential = {}) {
    this.url = url
    this.credential = credential
  }

  static async login(url, usuario, clave) {
    const answer = await new Client(url).post('/sesion', { usuario, clave })
    const cookie = answer.headers.getSetCookie().find((text) => text.startsWith('__Host-cc='))?.split(';')[0]
    return Object.assign(new Client(url, { cookie }), { answer, usuario })
  }

  /** Answers {status, headers, text, body}; `body` parsed when it is JSON. */
  async request(method, path, { body, headers = {}, raw } = {}) {
    const { cookie, key } = this.credential
    const response = await globalThis.fetch(this.url + base + path, {
      method,
      redirect: 'manual',
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      headers: {
        ...(method !== 'GET' && { 'content-type': 'application/json', 'x-contact-center': '1', origin: this.url }),
        ...(cookie && { cookie }),
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
    })
    const text = await response.text()
    hold_against_contract({ method, path, status: response.status, headers: response.headers, text })
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, body: json && text ? JSON.parse(text) : null }
  }

  get(path, options) {
    return this.request('GET', path, options)
  }

  post(path, body, options = {}) {
    return this.request('POST', path, { body, ...options })
  }

  put(path, body, options = {}) {
    return this.request('PUT', path, { body, ...options })
  }

  patch(path, body, options = {}) {
    return this.request('PATCH', path, { body, ...options })
  }

  delete(path, options) {
    return this.request('DELETE', path, options)
  }
}
