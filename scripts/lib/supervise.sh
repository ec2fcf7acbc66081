# shellcheck shell=bash
# Description: keeps processes running: each in a process group of its own, restarted with back-off when it dies, stopped
#              in the reverse order of their start. A process is a shell function run_NAME that becomes it (exec).
#              Should this supervisor itself be killed outright, the kernel tells them (pdeathsig).

declare -A PID=() BORN=() DEATHS=()
STARTED=() # names, in order of start

# supervise NAME LOG: starts run_NAME, DELAY_S (default 0) from now.
supervise() {
  local name=$1 log=$2 delay_s=${3:-0}
  [[ -n ${BORN[$name]:-} ]] || STARTED+=("$name")
  set -m
  (
    exec 9>&- # the lock on the folder is the supervisor's
    ((delay_s == 0)) || sleep "$delay_s"
    "run_$name"
  ) >>"$log" 2>&1 </dev/null &
  PID[$name]=$!
  set +m
  BORN[$name]=$SECONDS
}

# For run_NAME to become a program that dies with its supervisor: mortal SIGNAL COMMAND…
mortal() {
  local signal=$1
  shift
  exec setpriv --pdeathsig "$signal" "$@"
}

# Waits for deaths and undoes them, until a signal's trap ends the script. keep_alive LOGS
keep_alive() {
  local dead name code
  while ((${#PID[@]})); do
    dead=''
    code=0
    wait -n -p dead "${PID[@]}" 2>/dev/null || code=$?
    [[ -n ${dead:-} ]] || continue
    for name in "${!PID[@]}"; do
      [[ ${PID[$name]} != "$dead" ]] || revive "$name" "$code" "$1"
    done
  done
}

# At once the first time, then after 1, 2, 4 … 30 s, forgotten after a minute of life.
revive() {
  local name=$1 code=$2 logs=$3 delay_s=0
  ((SECONDS - BORN[$name] < 60)) || DEATHS[$name]=0
  ((DEATHS[$name] = ${DEATHS[$name]:-0} + 1))
  ((DEATHS[$name] < 2)) || delay_s=$((2 ** (DEATHS[$name] < 7 ? DEATHS[$name] - 2 : 5)))
  ((delay_s <= 30)) || delay_s=30
  kill -TERM -- "-${PID[$name]}" 2>/dev/null || true # what it may have left behind
  say "$(date -u +%H:%M:%S) $name ended ($code), again in $delay_s s: see $logs/$name.log"
  supervise "$name" "$logs/$name.log" "$delay_s"
}

# Ends everything, last started first; whoever does not listen within 10 s is killed.
stop_all() {
  local index name
  for ((index = ${#STARTED[@]} - 1; index >= 0; index--)); do
    name=${STARTED[index]}
    stop_process "${PID[$name]}" "$([[ $name == postgres ]] && echo INT || echo TERM)"
  done
  PID=()
}

stop_process() {
  local pid=$1 signal=$2
  kill "-$signal" "$pid" 2>/dev/null || return 0
  wait_for 10 eval "! kill -0 $pid" || kill -KILL -- "-$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}
