-- What click-to-call is held to: these defaults, over them the group's (`grupo.ajustes.llamar`), over them the clinic's.
--   prefijos       calling codes that may be dialled
--   premium        whether numbers of additional charge (803, 806, 807, 905 …) may be
--   tarifas_cent   estimated cents per minute by kind of number (`clase` of cc.telefono; `internacional`: any other country)
--   tope_dia_cent  what the group may spend in a day on what its tariff says costs something
--   silencio       local hours in which nobody is called, from and to
--   fines_de_semana, festivos   whether people are called then; a weekend day on which the clinic opens is no weekend
--   intervalo_s, por_hora       how often one agent may
-- Parameters: grupo, clinica, ids. Returns: jsonb with all of these. Reads: grupo, clinica.
CREATE OR REPLACE FUNCTION cc.llamar_ajustes(grupo bigint, clinica bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  defecto constant jsonb := '{"prefijos": ["34"], "premium": false, "tope_dia_cent": 1000,
    "tarifas_cent": {"compartido": 20, "personal": 40, "premium": 150, "internacional": 60},
    "silencio": ["21:00", "09:00"], "fines_de_semana": false, "festivos": false, "intervalo_s": 2, "por_hora": 60}';
BEGIN
  RETURN defecto
    || coalesce((SELECT g.ajustes -> 'llamar' FROM grupo g WHERE g.id = llamar_ajustes.grupo), '{}')
    || coalesce((SELECT c.ajustes -> 'llamar' FROM clinica c WHERE c.id = llamar_ajustes.clinica), '{}');
END
$$;
