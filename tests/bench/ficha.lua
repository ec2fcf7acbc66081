-- wrk: identify a number and get its card, as the popup and the ERP do. Environment: PACIENTES, CLINICAS, AGENTES, SEMILLA.
local pacientes, clinicas = tonumber(os.getenv("PACIENTES")), tonumber(os.getenv("CLINICAS"))
local agentes, hilo = tonumber(os.getenv("AGENTES")), 0

function setup(thread)
  thread:set("semilla", tonumber(os.getenv("SEMILLA")) + hilo)
  hilo = hilo + 1
end

function init()
  math.randomseed(semilla)
end

function request()
  local i = math.random(1, pacientes)
  local cookie = string.format("__Host-cc=ccs_%043d", (i % clinicas) * agentes)
  return wrk.format("GET", string.format("/api/contact-center/paciente?numero=6%08d", i), { Cookie = cookie })
end

function done(summary, latency)
  io.write(string.format("RESULTADO %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
