import { Anchor, Skeleton, Stack } from '@mantine/core'
import { IconHistory, IconPhoneCall } from '@tabler/icons-react'
import { useMemo } from 'react'
import { viva } from '../../lib/estados.ts'
import { dia } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { ir } from '../../lib/ruta.ts'
import { useRelay } from '../../relay/react.ts'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useAhora } from '../../ui/reloj.tsx'
import { Vacio } from '../../ui/Vacio.tsx'
import { Devoluciones } from './Devoluciones.tsx'
import { NotasPendientes } from './NotasPendientes.tsx'
import { Numeros } from './Numeros.tsx'
import { contar, devoluciones } from './numeros.ts'
import { TablaHoy } from './TablaHoy.tsx'
import { TablaVivas } from './TablaVivas.tsx'
import { useCifras, useCifrasDeAyer } from './useCifras.ts'

type Props = {
  /** null: all of mine. */
  clinica_id: number | null
  zona: string
  agente_id: number
  Numero: NumeroLlamable
}

/** "Ahora": what is going on at the telephones, and what is owed. Live by deltas, never by reloading. */
export function CTITelefonia({ clinica_id, zona, agente_id, Numero }: Props) {
  const listo = useRelay(estado => estado.listo)
  const todas = useRelay(estado => estado.llamadas)
  const todos = useRelay(estado => estado.seguimientos)
  const ahora = useAhora()
  const hoy = dia(ahora, zona)

  const llamadas = useMemo(() => {
    const mias = Object.values(todas).filter(llamada => clinica_id === null || llamada.clinica_id === clinica_id)
    return mias.sort((a, b) => Date.parse(b.inicio) - Date.parse(a.inicio) || b.id - a.id)
  }, [todas, clinica_id])
  const seguimientos = useMemo(
    () => Object.values(todos).filter(uno => clinica_id === null || uno.clinica_id === clinica_id),
    [todos, clinica_id],
  )
  const vivas = llamadas.filter(viva)
  const de_hoy = llamadas.filter(llamada => !viva(llamada) && dia(llamada.inicio, zona) === hoy)
  const pendientes = devoluciones(seguimientos, ahora, zona)
  const cifras = useCifras(clinica_id, llamadas.length - vivas.length)
  const ayer = useCifrasDeAyer(clinica_id, zona, ahora)

  if (!listo) return <Esqueleto />
  return (
    <Stack gap="md">
      <h1 className="cc-solo-lector">{t('nav_ahora')}</h1>
      <Numeros
        numeros={contar(llamadas, seguimientos, ahora, zona)}
        hoy={cifras}
        ayer={ayer}
        ahora={ahora}
        zona={zona}
      />
      <div className="cc-ahora">
        <div className="cc-columna">
          <Panel titulo={t('llamadas_ahora')} cuenta={vivas.length}>
            {vivas.length > 0 ? (
              <TablaVivas llamadas={vivas} ahora={ahora} />
            ) : (
              <Vacio
                icono={<IconPhoneCall size={24} aria-hidden />}
                titulo={t('llamadas_ahora_vacio')}
                ayuda={t('llamadas_ahora_ayuda')}
              />
            )}
          </Panel>
          <Panel
            titulo={t('llamadas_hoy')}
            cuenta={de_hoy.length}
            aparte={
              <Anchor component="button" size="sm" onClick={() => ir('/historial')}>
                {t('ver_historial')}
              </Anchor>
            }
          >
            {de_hoy.length > 0 ? (
              <TablaHoy llamadas={de_hoy} zona={zona} />
            ) : (
              <Vacio
                icono={<IconHistory size={24} aria-hidden />}
                titulo={t('llamadas_hoy_vacio')}
                ayuda={t('llamadas_hoy_ayuda')}
              />
            )}
          </Panel>
        </div>
        <div className="cc-columna">
          <NotasPendientes ahora={ahora} zona={zona} />
          <Devoluciones pendientes={pendientes} agente_id={agente_id} ahora={ahora} zona={zona} Numero={Numero} />
        </div>
      </div>
    </Stack>
  )
}

function Esqueleto() {
  return (
    <Stack gap="md" aria-busy="true">
      <div className="cc-numeros">
        {['a', 'b', 'c', 'd', 'e'].map(clave => (
          <Skeleton key={clave} height={96} radius={14} />
        ))}
      </div>
      <div className="cc-ahora">
        <Skeleton height={360} radius={14} />
        <Skeleton height={360} radius={14} />
      </div>
    </Stack>
  )
}
