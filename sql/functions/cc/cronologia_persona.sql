-- What somebody said about a call, in one Spanish sentence.
-- Parameters: au, a row of auditoria about a call. Returns: text. Reads: agente, paciente, tipificacion.
CREATE OR REPLACE FUNCTION cc.cronologia_persona(au cc.auditoria) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  quien text := coalesce((SELECT a.nombre FROM agente a WHERE a.id = au.agente_id), 'El ERP');
BEGIN
  RETURN quien || CASE au.accion
    WHEN 'llamada.interlocutor' THEN coalesce(' indica que habla ' || (
      SELECT rtrim(p.nombre || ' ' || p.apellidos) FROM paciente p WHERE p.id = (au.datos ->> 'a')::bigint),
      ' quita a la persona que hablaba')
    WHEN 'llamada.asuntos' THEN coalesce(' indica que la llamada trata de ' || (
      SELECT string_agg(rtrim(p.nombre || ' ' || p.apellidos), ', ' ORDER BY p.nombre)
      FROM paciente p WHERE p.id IN (SELECT a::bigint FROM jsonb_array_elements_text(au.datos -> 'a') a)),
      ' quita a las personas de las que trataba')
    WHEN 'llamada.tipificacion' THEN coalesce(' la califica de «' || (
      SELECT t.etiqueta FROM tipificacion t WHERE t.id = (au.datos ->> 'a')::bigint) || '»', ' quita la calificación')
    WHEN 'llamada.agente' THEN coalesce(' indica que la atendió ' || (
      SELECT a.nombre FROM agente a WHERE a.id = (au.datos ->> 'a')::bigint), ' quita a quien la atendió')
    WHEN 'llamada.registrar' THEN ' la registra a mano'
    ELSE ': ' || au.accion END;
END
$$;
