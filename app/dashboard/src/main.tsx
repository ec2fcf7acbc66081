import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import './ui/tokens.css'
import './ui/dashboard.css'
import './ui/ficha.css'
import './ui/llamar.css'
import './ui/marcador.css'
import { App } from './app.tsx'
import { fijarIdioma } from './lib/i18n.ts'
import { Problema } from './lib/problem.ts'
import { crearCliente } from './relay/client.ts'
import { prepararSonido } from './relay/sound.ts'
import { tema } from './ui/tema.ts'

fijarIdioma(navigator.language.startsWith('en') ? 'en' : 'es')
prepararSonido()

const consultas = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (veces, motivo) =>
        veces < 2 && !(motivo instanceof Problema && motivo.estado >= 400 && motivo.estado < 500),
    },
  },
})

/** The nonce that nginx wrote into the page: Mantine's style elements carry it. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

const raiz = document.getElementById('raiz')
if (!raiz) throw new Error('no #raiz')
createRoot(raiz).render(
  <StrictMode>
    <MantineProvider theme={tema} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={consultas}>
        <App cliente={crearCliente()} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
