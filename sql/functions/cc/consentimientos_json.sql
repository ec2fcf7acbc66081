-- All that a patient said about consent, the last said first; of each purpose and channel the first is what holds.
-- Parameters: paciente. Returns: json, {elementos, siguiente: null}. Reads: consentimiento, agente.
CREATE OR REPLACE FUNCTION cc.consentimientos_json(paciente bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  MUCHOS CONSTANT int := 1000;
BEGIN
  RETURN json_build_object('elementos', (
    SELECT coalesce(json_agg(consentimiento_json(u.c, u.cual = 1) ORDER BY (u.c).momento DESC, (u.c).id DESC), '[]')
    FROM (
      SELECT c, row_number() OVER (PARTITION BY c.finalidad, c.canal ORDER BY c.momento DESC, c.id DESC) AS cual
      FROM consentimiento c WHERE c.paciente_id = consentimientos_json.paciente
      ORDER BY c.momento DESC, c.id DESC LIMIT MUCHOS) u),
    'siguiente', NULL);
END
$$;
