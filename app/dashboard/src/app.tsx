/** Composition: the features know nothing of each other; here they meet. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { CTITelefonia } from './features/ahora/CTITelefonia.tsx'
import type { Centralitas } from './features/centralitas/Centralitas.tsx'
import { ClickToCall } from './features/click-to-call/ClickToCall.tsx'
import { Marcador } from './features/click-to-call/Marcador.tsx'
import { FichaPacientePopup, type QueLlamar } from './features/ficha/FichaPacientePopup.tsx'
import { HistorialLlamadas } from './features/historial/HistorialLlamadas.tsx'
import { leerSesion, salir } from './features/sesion/consultas.ts'
import { Entrar } from './features/sesion/Entrar.tsx'
import { Puesto } from './features/sesion/Puesto.tsx'
import { ContactCenterDashboard } from './features/shell/ContactCenterDashboard.tsx'
import { ZONA } from './lib/format.ts'
import { fijarIdioma } from './lib/i18n.ts'
import { Problema } from './lib/problem.ts'
import { useRuta } from './lib/ruta.ts'
import type { Sesion } from './lib/shapes.ts'
import type { Cliente } from './relay/client.ts'
import { RelayProvider, useRelay } from './relay/react.ts'
import { Limite } from './ui/Limite.tsx'

const traerCentralitas = () =>
  import('./features/centralitas/Centralitas.tsx').then(modulo => ({ default: modulo.Centralitas }))

/** For administrators, seldom: loaded when it is opened, and again when that failed and somebody tries again. */
function CentralitasAlAbrir(props: ComponentProps<typeof Centralitas>) {
  const [Pagina] = useState(() => lazy(traerCentralitas))
  return (
    <Suspense fallback={null}>
      <Pagina {...props} />
    </Suspense>
  )
}

const llamar = (que: QueLlamar) => <ClickToCall {...que} />

export function App({ cliente }: { cliente: Cliente }) {
  const cache = useQueryClient()
  const sesion = useQuery({ queryKey: ['sesion'], queryFn: leerSesion, retry: sinSesion, staleTime: Infinity })
  const [cambiando, fijarCambiando] = useState(false)
  const [sin_telefono, fijarSinTelefono] = useState(false)

  const entrada = (nueva: Sesion) => {
    fijarIdioma(nueva.agente.idioma)
    cache.setQueryData(['sesion'], nueva)
    fijarCambiando(false)
  }
  if (sesion.isPending) return null
  if (!sesion.data) return <Entrar entrado={entrada} />
  fijarIdioma(sesion.data.agente.idioma)
  if (cambiando || (!sesion.data.puesto && !sin_telefono)) {
    return <Puesto sesion={sesion.data} elegido={entrada} sinTelefono={() => fijarSinTelefono(true)} />
  }
  const fuera = (todas: boolean) => {
    cliente.salir(todas)
    fijarSinTelefono(false)
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sesion' })
    cache.setQueryData(['sesion'], null)
  }
  return (
    <RelayProvider value={cliente}>
      <Dentro
        sesion={sesion.data}
        cliente={cliente}
        cambiarPuesto={() => fijarCambiando(true)}
        salir={() => void salir(cliente.leer().borradores).finally(() => fuera(true))}
        echado={() => fuera(false)}
      />
    </RelayProvider>
  )
}

type Props = { sesion: Sesion; cliente: Cliente; cambiarPuesto: () => void; salir: () => void; echado: () => void }

function Dentro({ sesion, cliente, cambiarPuesto, salir, echado }: Props) {
  const { camino } = useRuta()
  const cache = useQueryClient()
  const [elegida, elegirClinica] = useState<number | null>(null)
  const agente_id = sesion.agente.id
  useEffect(() => cliente.entrar(agente_id, ''), [cliente, agente_id])
  const conexion = useRelay(estado => estado.conexion)
  const perdida = useRef(false)
  // The relay closes the socket of somebody whose role has changed: once back, who we are is asked again.
  useEffect(() => {
    if (conexion === 'conectado' && perdida.current) void cache.invalidateQueries({ queryKey: ['sesion'] })
    perdida.current = conexion === 'sin_conexion'
  }, [conexion, cache])
  const de_otro = useRelay(estado => estado.agente_id === agente_id && estado.conexion === 'sin_sesion')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the server says that the session is over
  useEffect(() => {
    if (de_otro) echado()
  }, [de_otro])

  const unica = sesion.clinicas.length === 1 ? (sesion.clinicas[0]?.id ?? null) : null
  const clinica_id = elegida ?? unica
  const zona = (sesion.clinicas.find(({ id }) => id === clinica_id) ?? sesion.clinicas[0])?.zona ?? ZONA
  const administra = sesion.clinicas.some(({ rol }) => rol === 'administrador')
  return (
    <>
      <Limite>
        <ContactCenterDashboard
          sesion={sesion}
          clinica_id={clinica_id}
          elegirClinica={elegirClinica}
          cambiarPuesto={cambiarPuesto}
          salir={salir}
          zona={zona}
          administra={administra}
        >
          <Limite key={camino.split('/')[1]} olvidar={() => cache.removeQueries({ type: 'inactive' })}>
            {camino.startsWith('/centralitas') && administra ? (
              <CentralitasAlAbrir clinicas={sesion.clinicas} zona={zona} />
            ) : camino.startsWith('/historial') ? (
              <HistorialLlamadas clinica_id={clinica_id} administra={administra} zona={zona} Numero={ClickToCall} />
            ) : (
              <CTITelefonia clinica_id={clinica_id} zona={zona} agente_id={agente_id} Numero={ClickToCall} />
            )}
          </Limite>
        </ContactCenterDashboard>
      </Limite>
      <Limite clase="cc-popup cc-abajo-derecha">
        <FichaPacientePopup zona={zona} llamar={llamar} encima={<Marcador zona={zona} />} />
      </Limite>
    </>
  )
}

/** A missing session is an answer; silence is asked again. */
function sinSesion(veces: number, motivo: Error): boolean {
  return !(motivo instanceof Problema && motivo.estado === 401) && veces < 3
}
