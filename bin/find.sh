# shellcheck shell=sh
# Finds what Chimera is built and run with. Read in by ../chimera.

die() {
  printf 'chimera: %s\n' "$*" >&2
  exit 1
}

# Is the folder $1 a JDK 25 or newer? Its "release" file says so; asking each java itself would take a tenth of a second.
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r name value; do
    [ "$name" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ "${value:-0}" -ge 25 ] && return
  done <"$1/release"
  return 1
}

# Prints the JDK's folder.
find_jdk() {
  user=${HOME:-/nonexistent}
  on_path=$(command -v java || true)
  [ ! -L "$on_path" ] || on_path=$(readlink -f "$on_path")
  for jdk in "${JAVA_HOME:-/nonexistent}" "${on_path%/bin/java}" \
    "$user"/.sdkman/candidates/java/current "$user"/.sdkman/candidates/java/* "$user"/.jdks/* "$user"/.asdf/installs/java/* \
    /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/java/* /opt/*jdk* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$jdk"; then
      printf '%s\n' "$jdk"
      return
    fi
  done
  die "no JDK 25 or newer was found, and Chimera needs one to be built and to run.
  It was looked for in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH, and where JDKs are usually installed.
  Install one (for example the package temurin-25-jdk or openjdk-25-jdk), or set JAVA_HOME to where it is."
}

# Prints the path of Maven's mvn.
find_maven() {
  for maven in "$(command -v mvn || true)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" \
    "${HOME:-/nonexistent}"/.sdkman/candidates/maven/current/bin/mvn \
    /usr/share/maven/bin/mvn /opt/*maven*/bin/mvn /opt/homebrew/bin/mvn; do
    if [ -x "$maven" ]; then
      printf '%s\n' "$maven"
      return
    fi
  done
  die "Maven was not found, and Chimera needs it to be built from its sources.
  It was looked for on the PATH, in MAVEN_HOME (${MAVEN_HOME:-not set}), and where it is usually installed.
  Install it (for example the package maven; 3.8.7 or newer), or set MAVEN_HOME to where it is."
}
