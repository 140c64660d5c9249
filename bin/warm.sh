# shellcheck shell=sh disable=SC2154 # the names it uses are set by ./chimera
# Makes the second start take half the time of the first: unpacks the jar into the user's cache, and trains a JDK 25
# "AOT cache" (JEP 483, 514) on it in the background. Read in by ../chimera, which sets here, jar and JAVA_HOME.

# Unpacks the jar into $cache, a folder named after what is in it. Fails when there is no room for one.
unpack() {
  caches=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/chimera
  cache=$caches/$({ cat "$jar" "$JAVA_HOME/release" "$here/bin/jvm.options" && echo "$JAVA_HOME"; } | cksum | tr ' ' -)
  mkdir -p "$cache" 2>/dev/null && touch "$cache/pid.$$" 2>/dev/null || return 1
  if [ ! -d "$cache/lib" ]; then
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$cache/lib.$$" >/dev/null 2>&1
    [ -d "$cache/lib" ] || mv "$cache/lib.$$" "$cache/lib"
    rm -rf "$cache/lib.$$"
  fi
  [ -f "$cache/lib/chimera.jar" ]
}

# Removes what earlier builds left among $caches, unless it is running. A start keeps its process id when it becomes Java.
prune() {
  for other in "$caches"/*; do
    used=
    for pid in "$other"/pid.*; do
      if kill -0 "${pid##*.}" 2>/dev/null; then used=yes; else rm -f "$pid"; fi
    done
    [ -n "$used" ] || rm -rf "$other"
  done
}

# Runs Java at low priority, and ends it when Chimera itself, $$, has ended.
lesson() {
  nice -n 15 "$JAVA_HOME/bin/java" @"$here/bin/jvm.options" "$@" >>"$cache/training.log" 2>&1 &
  while kill -0 $! 2>/dev/null; do
    kill -0 $$ 2>/dev/null || kill -9 $!
    sleep 1
  done
  wait $!
}

# Once the program is up, starts a second one in an empty home and off the network, to learn what a start can find ready.
# It ends with the program, and not before it: a terminal that closes tells both, and then there would be nobody to clean up.
train() {
  take "$cache/training" || return 0
  trap '' HUP INT TERM
  rm -rf "$cache"/scratch.*
  scratch=$cache/scratch.$$
  mkdir "$scratch"
  : >"$cache/training.log"
  sleep "${CHIMERA_TRAINING_AFTER:-15}"
  if lesson -XX:AOTMode=record -XX:AOTConfiguration="$scratch/learnt" -Dspring.context.exit=onRefresh -jar "$program" \
    --chimera.home="$scratch/home" --server.port=0 --chimera.lan.enabled=false &&
    lesson -XX:AOTMode=create -XX:AOTConfiguration="$scratch/learnt" -XX:AOTCache="$scratch/aot" -jar "$program"; then
    mv "$scratch/aot" "$cache/aot"
  fi
  rm -rf "$scratch" "$cache/training"
}
