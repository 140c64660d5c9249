#!/bin/sh
# Puts TDLib, as its pinned npm package holds it, where Maven makes the natives jar from it: fetch.sh FOLDER
# Without npm, or without a network, the jar stays empty, and Chimera says what to do when it needs the library.
set -eu

package=@prebuilt-tdlib/linux-x64-glibc
version=0.1008067.0
sha512=20b48d15b8cffe045635cd1b4edc93397d515bce78bda51c4a973a1ad5c9429ec7830afffa6d466f3854e21af2e32791934d847ec9aa0da05055d5d28c15e066

into=$1/META-INF/tdlib/linux-x64-glibc
[ "$(cat "$into/package.txt" 2>/dev/null)" != "$package@$version" ] || exit 0

without() {
  echo "TDLib is not in this build, because $1. Everything else is; it can be given later as chimera.telegram.library." >&2
  exit 0
}

command -v npm >/dev/null || without 'npm was not found'
command -v sha512sum >/dev/null || without 'sha512sum was not found'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
file=$(npm pack --silent "$package@$version" </dev/null) || without "npm could not get $package@$version"
echo "$sha512  $file" | sha512sum -c --quiet - >&2 || {
  echo "The package $package@$version is not the one that was tested: nothing of it is used." >&2
  exit 1
}
tar -xzf "$file"
mkdir -p "$into"
mv package/LICENSE "$into/LICENSE-prebuilt-tdlib.txt"
mv package/libtdjson.so "$into/libtdjson.so"
echo "$package@$version" >"$into/package.txt" # last: whoever finds it finds all
