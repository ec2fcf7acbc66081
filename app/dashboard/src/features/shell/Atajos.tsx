import { ActionIcon, Modal } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconKeyboard } from '@tabler/icons-react'
import { type Palabra, t } from '../../lib/i18n.ts'

const atajos: [teclas: string, que: Palabra][] = [
  ['Alt + Mayús + L', 'atajo_tarjeta'],
  ['1 – 9', 'atajo_elegir'],
  ['N', 'atajo_crear'],
  ['Esc', 'atajo_minimizar'],
  ['Ctrl + Enter', 'atajo_guardar'],
  ['Ctrl + K', 'atajo_buscar'],
  ['?', 'atajo_ayuda'],
]

/** The list of shortcuts, under "?". */
export function Atajos() {
  const [abierto, { open, close }] = useDisclosure(false)
  useHotkeys([['shift+?', open]])
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('atajos')} title={t('atajos')} onClick={open}>
        <IconKeyboard size={18} aria-hidden />
      </ActionIcon>
      <Modal
        opened={abierto}
        onClose={close}
        title={t('atajos')}
        closeButtonProps={{ 'aria-label': t('cerrar') }}
        centered
      >
        <dl className="cc-pares">
          {atajos.map(([teclas, que]) => [
            <dt key={`${teclas}-t`}>{t(que)}</dt>,
            <dd key={teclas}>
              <kbd className="cc-tecla">{teclas}</kbd>
            </dd>,
          ])}
        </dl>
      </Modal>
    </>
  )
}
