import { Alert, Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { pedir } from '../../lib/api.ts'
import { nombreCompleto } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { type Adopcion, adopcionesSchema, adopcionSchema } from '../../lib/shapes.ts'
import { Panel } from '../../ui/Panel.tsx'

/** So many at once: the history below stays in sight. */
const A_LA_VISTA = 5

type Respuesta = { adopcion: Adopcion; accion: 'fusionar' | 'distintos' }

/** Patients made here who may be somebody whom the ERP sent later: shown while there is something to decide. */
export function Duplicados() {
  const cache = useQueryClient()
  const lista = useQuery({
    queryKey: ['adopciones'],
    queryFn: ({ signal }) => pedir('GET', '/adopciones', adopcionesSchema, { senal: signal }),
  })
  const decision = useMutation({
    mutationFn: ({ adopcion, accion }: Respuesta) =>
      pedir('POST', `/adopciones/${adopcion.id}`, adopcionSchema, { cuerpo: { accion } }),
    // Also when somebody else has decided it: the list says what is left.
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['historial'] })
      return cache.invalidateQueries({ queryKey: ['adopciones'] })
    },
  })
  const pendientes = lista.data?.elementos ?? []
  if (pendientes.length === 0 && !decision.error) return null
  return (
    <Panel titulo={t('duplicados')} cuenta={pendientes.length}>
      {decision.error && (
        <Alert color="yellow" variant="light" role="alert" mx="md" mb="sm" c="var(--cc-ambar)">
          {decision.error.message}
        </Alert>
      )}
      <ul className="cc-lista">
        {pendientes.slice(0, A_LA_VISTA).map(adopcion => (
          <li key={adopcion.id} className="cc-devolucion cc-duplicado" data-adopcion={adopcion.id}>
            <Persona persona={adopcion.propio} origen={t('duplicado_propio')} />
            <Persona persona={adopcion.erp} origen={t('duplicado_erp')} />
            <Group gap={6} wrap="nowrap">
              <Button
                size="compact-sm"
                disabled={decision.isPending}
                onClick={() => decision.mutate({ adopcion, accion: 'fusionar' })}
              >
                {t('duplicado_fusionar')}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={decision.isPending}
                onClick={() => decision.mutate({ adopcion, accion: 'distintos' })}
              >
                {t('duplicado_distintos')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Persona({ persona, origen }: { persona: Adopcion['erp'] | null; origen: string }) {
  if (!persona) return null
  const { nacimiento, dni, telefonos, llamadas } = persona
  const datos = [nacimiento, dni, ...telefonos, llamadas === 1 ? t('un_intento') : t('n_intentos', { n: llamadas })]
  return (
    <div>
      <Text fw={650} truncate>
        {nombreCompleto(persona)}
      </Text>
      <Text size="sm" c="var(--cc-tenue)">
        {[origen, ...datos].filter(Boolean).join(' · ')}
      </Text>
    </div>
  )
}
