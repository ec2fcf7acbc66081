import { hora } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useRelay } from '../../relay/react.ts'

/** The dot, always with its words: connected to us, and whether each PBX has been heard of. */
export function Conexion({ zona }: { zona: string }) {
  const conexion = useRelay(estado => estado.conexion)
  const desde = useRelay(estado => estado.conexion_desde)
  const centralitas = useRelay(estado => estado.centralitas)
  const calladas = Object.values(centralitas).filter(centralita => centralita.silenciosa)
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
