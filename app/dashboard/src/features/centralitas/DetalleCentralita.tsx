import { Alert, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { CentralitaEntera } from '../../lib/shapes.ts'
import { adaptadores, una } from './consultas.ts'
import { Editar } from './Editar.tsx'
import { Entregas } from './Entregas.tsx'
import { Prueba } from './Prueba.tsx'
import { Secretos } from './Secretos.tsx'
import { Dato } from './UnaVez.tsx'

/** One PBX: how it is, the test call, its secrets and its settings. */
export function DetalleCentralita({ id, zona }: { id: number; zona: string }) {
  const centralita = useQuery(una(id))
  const tipos = useQuery(adaptadores)
  const adaptador = tipos.data?.elementos.find(uno => uno.nombre === centralita.data?.adaptador)
  const error = centralita.error ?? tipos.error
  if (error) {
    return (
      <Alert color="red" variant="light" role="alert" m="md" c="var(--cc-rojo)">
        {error.message}
      </Alert>
    )
  }
  if (!centralita.data || !adaptador) return <Skeleton height={120} m="md" />
  return (
    <Stack className="cc-centralita-detalle" gap="lg">
      <Dato
        rotulo={t('centralita_direccion')}
        valor={`${location.origin}/api/contact-center/webhooks/${centralita.data.publico}`}
      />
      <Cuentas centralita={centralita.data} zona={zona} />
      <Prueba id={id} />
      <Entregas id={id} zona={zona} />
      <Secretos centralita={centralita.data} adaptador={adaptador} />
      <Editar key={centralita.data.version} centralita={centralita.data} adaptador={adaptador} />
    </Stack>
  )
}

/** What went wrong, counted; nothing when nothing did. */
function Cuentas({ centralita, zona }: { centralita: CentralitaEntera; zona: string }) {
  const { rechazados, ultimo_rechazo, ultimo_motivo, cuarentena, desconocidos } = centralita
  const lineas = [
    rechazados > 0 &&
      t('centralita_rechazados', {
        n: rechazados,
        momento: ultimo_rechazo ? momento(ultimo_rechazo, Date.now(), zona) : '–',
        motivo: porque(ultimo_motivo),
      }),
    cuarentena > 0 && t('centralita_cuarentena', { n: cuarentena }),
    desconocidos > 0 && t('centralita_desconocidos', { n: desconocidos }),
  ].filter(Boolean)
  if (lineas.length === 0) return null
  return (
    <div className="cc-tono-ambar">
      {lineas.map(linea => (
        <Text key={String(linea)} size="sm" c="var(--tono)">
          {linea}
        </Text>
      ))}
    </div>
  )
}

function porque(motivo: string | null): string {
  if (motivo === 'sin_credencial') return t('motivo_sin_credencial')
  if (motivo === 'fuera_de_tiempo') return t('motivo_fuera_de_tiempo')
  return t('motivo_firma_incorrecta')
}
