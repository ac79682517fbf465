#!/usr/bin/env bash
# Are two builds the same program? `compare-builds.sh DIR DIR`, each a target/quarkus-app or the /holdfast of an image. Wants a JDK on the path.
# Every file must be the same, byte by byte, but for what Quarkus leaves to chance in the classes that it generates:
# - keys: what its start steps hand to each other they call proxykey1, proxykey2, … as its threads happen to come by. Such numbers may differ,
#   as long as each one here stands for the same one there.
# - order: it walks through sets without an order. Such a class must have the same instructions, but in any order: a weaker comparison, so they are named.
set -euo pipefail
export LC_ALL=C
one=$(cd "$1" && pwd) two=$(cd "$2" && pwd)
jar=quarkus/generated-bytecode.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

same() { # WHAT FILE FILE
    diff "$2" "$3" | head -40 || { echo "not the same: $1"; exit 1; }
}
# All that is in these classes, each in a file of its own, less the lines that javap says of the file it read. At once: a start for each takes a minute.
whole() { # DIR LIST
    (cd "$1" && xargs -d '\n' javap -p -v <"$2") |
        awk -v dir="$1" '/^Classfile /{ out = $2 ".text"; sub(/^.*\/(one|two)\//, "", out); out = dir "/" out; next }
            /^  (Last modified|SHA-256 checksum) /{ next } { print > out }'
}
keyless() { sed -E 's/proxykey[0-9]+/proxykey/g'; }
# Members and instructions, without where they are: indices of constants, offsets, local variables and numbers that are part of names.
orderless() {
    javap -p -c "$1" | keyless | sed -E 's/#[0-9]+//g; s/^ *[0-9]+: //; s/ldc_w/ldc/; s/(load|store)[ _]+[0-9]+/\1/; s/(configClass\$)[0-9]+/\1/g; s/ +/ /g' | sort
}

for side in one two; do
    # What an image has, too: not the list of dependencies that lies beside it in target/quarkus-app, nor a configuration mounted there.
    (cd "${!side}" && find app lib quarkus quarkus-run.jar -type f ! -path "$jar" -exec sha256sum {} + | sort -k2) >"$work/$side.files"
    # Order and dates of the entries, not their sizes: a number may have one digit more.
    jar tvf "${!side}/$jar" | sed -E 's/^ *[0-9]+ //' >"$work/$side.entries"
    mkdir "$work/$side" && (cd "$work/$side" && jar xf "${!side}/$jar")
done
same "these files" "$work/one.files" "$work/two.files"
same "these entries of $jar" "$work/one.entries" "$work/two.entries"

(cd "$work/one" && find . -type f | sort | while read -r f; do cmp -s "$f" "$work/two/$f" || echo "${f#./}"; done) >"$work/changed"
if [ -s "$work/changed" ]; then
    for side in one two; do whole "$work/$side" "$work/changed"; done
fi
keys=0 order=0
touch "$work/pairs"
while read -r class; do
    a="$work/one/$class.text" b="$work/two/$class.text"
    if cmp -s <(keyless <"$a") <(keyless <"$b"); then
        keys=$((keys + 1))
        paste <(grep -oE 'proxykey[0-9]+' "$a") <(grep -oE 'proxykey[0-9]+' "$b") >>"$work/pairs"
    else
        for side in one two; do orderless "$work/$side/$class" >"$work/$side.text"; done
        same "$class of $jar" "$work/one.text" "$work/two.text"
        order=$((order + 1))
        echo "another order: $class"
    fi
done <"$work/changed"

pairs=$(sort -u "$work/pairs" | wc -l)
for column in 1 2; do
    [ "$(cut -f$column "$work/pairs" | sort -u | wc -l)" = "$pairs" ] || { echo "not the same: what the keys in $jar stand for"; exit 1; }
done
classes=$(grep -c '\.class$' "$work/one.entries")
echo "The same program: $(wc -l <"$work/one.files") files; of $classes generated classes $((classes - keys - order)) byte by byte," \
    "$keys but for the numbers of keys, $order but for their order."
