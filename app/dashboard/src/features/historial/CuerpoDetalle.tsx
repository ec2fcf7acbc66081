import { Group, Text, Title } from '@mantine/core'
import { duracion, momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Detalle } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import { ChipEstado } from '../../ui/ChipEstado.tsx'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { Mensaje } from '../../ui/Mensaje.tsx'
import { Cronologia } from './Cronologia.tsx'
import { Identificar } from './Identificar.tsx'
import { Porque } from './Porque.tsx'

type Props = {
  llamada: Detalle
  zona: string
  Numero: NumeroLlamable
}

/** Who, what, the notes, all that happened; and, where nobody knows, who it was. */
export function CuerpoDetalle({ llamada, zona, Numero }: Props) {
  const { nombre, conocido } = titular({ llamada, ficha: llamada.ficha })
  const pares: [string, string | null | undefined][] = [
    [t('columna_hora'), momento(llamada.inicio, Date.now(), zona)],
    [t('entrada'), [llamada.linea?.etiqueta ?? llamada.linea?.numero, llamada.cola].filter(Boolean).join(' · ')],
    [t('columna_atiende'), [llamada.atiende?.nombre, llamada.atiende?.extension].filter(Boolean).join(' · ')],
    [t('espera'), llamada.espera_s === null ? null : duracion(llamada.espera_s)],
    [t('conversacion'), llamada.conversacion_s ? duracion(llamada.conversacion_s) : null],
    [t('columna_motivo'), llamada.tipificacion?.etiqueta],
  ]
  return (
    <>
      <div>
        <Text fw={680} size="xl" lh={1.2}>
          {conocido ? nombre : t('sin_identificar')}
        </Text>
        <Group gap="sm" mt={8}>
          <ChipEstado llamada={llamada} />
          <Numero
            numero={llamada.numero}
            mostrado={llamada.numero_mostrado}
            paciente_id={llamada.interlocutor?.id}
            llamada_id={llamada.es_perdida ? llamada.id : undefined}
            telefonos={llamada.ficha?.telefonos}
          />
        </Group>
        {!conocido && llamada.direccion !== 'interna' && <Identificar llamada={llamada} />}
      </div>
      <dl className="cc-pares">
        {pares.map(
          ([rotulo, valor]) => valor && [<dt key={`${rotulo}-t`}>{rotulo}</dt>, <dd key={rotulo}>{valor}</dd>],
        )}
      </dl>
      {llamada.grabaciones.map(grabacion => (
        <Mensaje key={grabacion.id} grabacion={grabacion} />
      ))}
      <div>
        <Title order={3} size={14} mb={6}>
          {t('notas')}
        </Title>
        {llamada.notas.length === 0 && (
          <Text size="sm" c="var(--cc-tenue)">
            {t('sin_notas')}
          </Text>
        )}
        {llamada.notas.map(nota => (
          <Text key={nota.id} size="sm" mb={6} style={{ whiteSpace: 'pre-wrap' }}>
            {nota.texto}
            <Text span c="var(--cc-tenue)">
              {' '}
              · {nota.agente?.nombre} {momento(nota.creada, Date.now(), zona)}
            </Text>
          </Text>
        ))}
      </div>
      <div>
        <Title order={3} size={14} mb={6}>
          {t('cronologia')}
        </Title>
        <Cronologia hechos={llamada.cronologia} />
      </div>
      <Porque llamada_id={llamada.id} zona={zona} />
    </>
  )
}
