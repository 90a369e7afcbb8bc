#!/bin/bash
# Installs what is missing: `install.sh PART…` with the parts build, run, gumbo, test and bench. Does nothing, and asks for nothing, where
# everything is there.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null; then
    echo "Skein needs Swift 6.2 or newer: install it from https://www.swift.org/install/linux/ and put its bin folder on the PATH." >&2
    exit 1
fi

packages=()
folders=()
for part in "$@"; do
    case "$part" in
    build) packages+=(ca-certificates binutils libc6-dev libstdc++-12-dev pkg-config libzip-dev zlib1g-dev libsqlite3-dev libpq-dev libbrotli-dev libpango1.0-dev libharfbuzz-dev) ;;
    run) packages+=(libvips42 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji) ;;
    gumbo) packages+=(libgumbo-dev) ;;
    bench)
        packages+=(nginx-light wrk curl unzip postgresql python3 python3-venv)
        folders+=(bench)
        ;;
    test)
        packages+=(libgumbo-dev python3 python3-venv zip unzip libvips42 chromium default-jre-headless pandoc postgresql wrk
            qpdf poppler-utils fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)
        folders+=(tools)
        ;;
    *)
        echo "install.sh: there is no part $part" >&2
        exit 2
        ;;
    esac
done

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

missing=()
if command -v dpkg-query >/dev/null; then
    for package in "${packages[@]}"; do
        case "$package" in
        # Any Java and any newer C++ library will do.
        default-jre-headless) command -v java >/dev/null && continue ;;
        libstdc++-12-dev) compgen -G '/usr/lib/gcc/*/*/libstdc++.a' >/dev/null && continue ;;
        esac
        installed "$package" || missing+=("$package")
    done
else
    echo "This is no Debian system, so Skein cannot install what it needs; it goes on in the hope that these are there: ${packages[*]}" >&2
fi

if [ ${#missing[@]} -gt 0 ]; then
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Some packages are missing; as root, run: apt-get install ${missing[*]}" >&2
            exit 1
        fi
        sudo=sudo
    fi
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Python tools live in folders of the project (.build-tools, .build-bench), which are made anew when their list changes.
for folder in "${folders[@]}"; do
    list=Scripts/requirements.txt
    [ "$folder" = bench ] && list=Scripts/requirements-bench.txt
    cmp -s "$list" ".build-$folder/requirements.txt" && continue
    echo "Installing $(tr '\n' ' ' <"$list")"
    rm -rf ".build-$folder"
    python3 -m venv ".build-$folder"
    ".build-$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$list"
    cp "$list" ".build-$folder/requirements.txt"
done
