#!/bin/sh
# Gathers the root of the image from this machine, which is a Debian: the client programs of each PostgreSQL that is
# installed, the libraries that they and the linked java load, and a user without rights. No shell, no other program.
#
#     root.sh ROOT JAVA [FILES]
#
# ROOT is made anew, JAVA is the directory of the linked runtime, FILES becomes /opt/nightmask beside the options of java.
set -eu

fail() {
    printf 'root.sh: %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

[ $# -ge 2 ] || fail "ROOT or JAVA is missing" "call it as root.sh ROOT JAVA [FILES]"
root=$1
java=$2
files=${3:-}
[ -x "$java/bin/java" ] || fail "no linked runtime is in $java" "let jlink make it, as the build does"
[ -z "$files" ] || [ -d "$files" ] ||
    fail "the directory for /opt/nightmask is missing: $files" "name it from the root: -Dimage.files=\"\$PWD/ours\""

programs() {
    find /usr/lib/postgresql/*/bin -name pg_dump -o -name pg_restore 2>/dev/null
}

if [ -z "$(programs)" ]; then
    if [ "$(id -u)" != 0 ] || [ ! -x /usr/bin/apt-get ]; then
        fail "pg_dump is missing" "run: sudo apt-get install postgresql-client libisal2"
    fi
    apt-get update -q >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql-client libisal2 >&2
fi

isal=$(find /usr/lib/*-linux-gnu -name libisal.so.2)
[ -n "$isal" ] || printf 'root.sh: the image compresses more slowly without libisal2 (apt-get install libisal2)\n' >&2

# The libraries of programs and libraries, the loader among them; libgcc_s is opened by name when a thread ends.
libraries() {
    loaded=$(for file in "$@"; do LD_LIBRARY_PATH=$java/lib:$java/lib/server ldd "$file"; done)
    case $loaded in
        *"not found"*) fail "a library is missing" "run ldd on the programs and libraries: $*" ;;
    esac
    printf '%s\n' "$loaded" | grep -o '/[^ ]*' | grep -v "^$java/" | sort -u
    find /usr/lib/*-linux-gnu -name libgcc_s.so.1
}

# What a scanner of images reads: the package that a file came from, and its version.
describe() {
    package=$(dpkg-query -S "$1" 2>/dev/null || dpkg-query -S "${1#/usr}" 2>/dev/null || dpkg-query -S "/usr$1")
    package=${package%%:*}
    dpkg-query -s "$package" >"$root/var/lib/dpkg/status.d/$package"
}

rm -rf "$root"
mkdir -p "$root/etc" "$root/opt/nightmask" "$root/tmp" "$root/var/lib/dpkg/status.d"
# shellcheck disable=SC2046,SC2086
needed=$(libraries $(programs) $isal "$java/bin/java" $(find "$java/lib" -name '*.so'))
for file in $(programs) $isal $needed; do
    mkdir -p "$root${file%/*}"
    cp -L "$file" "$root$file"
    describe "$file"
done
cp -L /etc/os-release "$root/etc/os-release"
printf 'root:x:0:0::/:/none\nnightmask:x:65532:65532::/tmp:/none\n' >"$root/etc/passwd"
printf 'root:x:0:\nnightmask:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
if [ -n "$files" ]; then
    cp -RL "$files/." "$root/opt/nightmask/"
fi
cp "$(dirname "$0")/jvm.options" "$root/opt/nightmask/"
