#!/usr/bin/env bash
# Debian packages the tests need: a browser, a Japanese font, an independent card client with its PC/SC bridge, and
# what shows a browser USB readers that are not there (test/e2e/fake-usb).
set -euo pipefail
packages=(chromium fonts-ipafont-gothic opensc pcscd vsmartcard-vpcd openssl
  umockdev gir1.2-umockdev-1.0 python3-gi gcc libc6-dev xvfb openbox xdotool)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
  echo "Please install these Debian packages first: ${missing[*]}" >&2
  exit 1
fi
for attempt in 1 2 3; do
  if apt-get -o DPkg::Lock::Timeout=120 update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "${missing[@]}"; then
    exit 0
  fi
  echo "attempt $attempt did not work" >&2
  sleep 5
done
exit 1
