import { Alert } from '@mantine/core'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { pedir } from '../../lib/api.ts'
import { comienzo, final } from '../../lib/dias.ts'
import { dia } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import { type Seguimiento, seguimientoSchema } from '../../lib/shapes.ts'
import { useHacer } from '../../relay/react.ts'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Vacio } from '../../ui/Vacio.tsx'
import { Devolucion } from './Devolucion.tsx'

export type AccionDevolucion = 'reclamar' | 'soltar' | 'intentar' | 'cerrar' | 'descartar' | 'aplazar'
type Props = {
  pendientes: Seguimiento[]
  agente_id: number
  ahora: number
  zona: string
  Numero: NumeroLlamable
}

/** Missed calls by number, and promises. Claiming is a race that the server decides: whoever is late is told, and sees who has it. */
export function Devoluciones({ pendientes, agente_id, ahora, zona, Numero }: Props) {
  const hacer = useHacer()
  const edicion = useMutation({
    mutationFn: ({ seguimiento, accion }: { seguimiento: Seguimiento; accion: AccionDevolucion }) =>
      pedir('PATCH', `/seguimientos/${seguimiento.id}`, seguimientoSchema, {
        version: seguimiento.version,
        cuerpo: accion === 'aplazar' ? { accion, vence: aplazada(seguimiento, ahora, zona) } : { accion },
      }),
    onSuccess: seguimiento => hacer({ tipo: 'seguimiento', seguimiento }),
  })
  return (
    <Panel titulo={t('devoluciones')} cuenta={pendientes.length}>
      {edicion.error && (
        <Alert color="yellow" variant="light" role="alert" mx="md" mb="sm" c="var(--cc-ambar)">
          {mensaje(edicion.error)}
        </Alert>
      )}
      {pendientes.length === 0 ? (
        <Vacio
          icono={<IconPhoneCheck size={24} aria-hidden />}
          titulo={t('devoluciones_vacio')}
          ayuda={t('devoluciones_ayuda')}
        />
      ) : (
        <ul className="cc-lista">
          {pendientes.map(seguimiento => (
            <Devolucion
              key={seguimiento.id}
              seguimiento={seguimiento}
              mia={seguimiento.agente?.id === agente_id}
              ahora={ahora}
              zona={zona}
              Numero={Numero}
              ocupado={edicion.isPending && edicion.variables.seguimiento.id === seguimiento.id}
              editar={accion => edicion.mutate({ seguimiento, accion })}
            />
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** A call is put off for an hour, a promise to another day: tomorrow, or the day after its own. */
function aplazada({ clase, vence }: Seguimiento, ahora: number, zona: string): string {
  if (clase !== 'promesa') return new Date(ahora + 3_600_000).toISOString()
  const desde = Math.max(ahora, vence ? Date.parse(vence) : 0)
  return final(dia(comienzo(1, zona, desde), zona), zona)
}

function mensaje(error: Error): string {
  return error instanceof Problema && error.estado === 412 ? t('devolucion_conflicto') : error.message
}
