-- Whether an act on a follow-up may be done now.
-- Parameters: q, of cc.autenticar; contexto (`si_coincide`); s, locked; cuerpo, of api.seguimiento_editar.
-- Errors: CC409 closed, or in somebody else's hands; CC412, CC428; CC422 what the act needs is missing. Reads: agente.
CREATE OR REPLACE FUNCTION cc.seguimiento_permitir(q cc.quien, contexto jsonb, s cc.seguimiento, cuerpo jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  accion text := cuerpo ->> 'accion';
BEGIN
  IF accion = 'descartar' AND coalesce(btrim(cuerpo ->> 'motivo'), '') = '' THEN
    PERFORM problema_campo('motivo', 'Diga por qué se descarta.');
  ELSIF accion = 'aplazar' AND ((cuerpo ->> 'vence')::timestamptz > ahora()) IS NOT TRUE THEN
    PERFORM problema_campo('vence', 'Indique un momento que esté por venir.');
  ELSIF accion = 'reclamar' AND q.agente_id IS NULL THEN
    PERFORM problema('CC403', 'Solo una persona puede reclamar un seguimiento.');
  ELSIF s.cerrado IS NOT NULL THEN
    PERFORM problema('CC409', 'Ese seguimiento ya está cerrado.');
  ELSIF accion = 'reclamar' AND s.agente_id <> q.agente_id AND s.reclamado > ahora() - interval '30 minutes' THEN
    PERFORM problema('CC409', format('Lo está atendiendo %s.', (SELECT a.nombre FROM agente a WHERE a.id = s.agente_id)));
  END IF;
  PERFORM problema_version(contexto, s.version);
END
$$;
