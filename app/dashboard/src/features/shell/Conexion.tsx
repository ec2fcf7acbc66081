import { useQuery } from '@tanstack/react-query'
import { pedir } from '../../lib/api.ts'
import { hora } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { centralitasSchema } from '../../lib/shapes.ts'
import { useRelay } from '../../relay/react.ts'

/** The dot, always with its words: connected to us, and whether each PBX has been heard of. */
export function Conexion({ zona }: { zona: string }) {
  const conexion = useRelay(estado => estado.conexion)
  const desde = useRelay(estado => estado.conexion_desde)
  const contadas = useRelay(estado => estado.centralitas)
  // Those that were silent before this page was opened; what is told since then counts more.
  const antes = useQuery({
    queryKey: ['centralitas'],
    queryFn: ({ signal }) => pedir('GET', '/centralitas', centralitasSchema, { senal: signal }),
  })
  const calladas = (antes.data?.elementos ?? []).map(una => contadas[una.id] ?? una).filter(una => una.silenciosa)
  const texto =
    conexion === 'conectado'
      ? t('conectado')
      : conexion === 'conectando'
        ? t('conectando')
        : t('sin_conexion', { hora: hora(desde, zona) })
  const tono = conexion === 'conectado' ? 'verde' : 'ambar'
  return (
    <div style={{ fontSize: 13 }} role="status" data-conexion={conexion}>
      <span style={{ display: 'flex', alignItems: 'center', gap: 8 }} className={`cc-tono-${tono}`}>
        <span className="cc-punto" />
        {texto}
      </span>
      {calladas.map(({ id, nombre, ultimo_evento }) => (
        <span key={id} style={{ display: 'flex', alignItems: 'center', gap: 8 }} className="cc-tono-rojo">
          <span className="cc-punto" />
          {t('centralita_silenciosa', { nombre, hora: ultimo_evento ? hora(ultimo_evento, zona) : '–' })}
        </span>
      ))}
    </div>
  )
}
