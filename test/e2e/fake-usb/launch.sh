#!/bin/sh
# Chromium on a made-up USB bus: what puppeteer starts instead of the browser (fake-usb.ts).
# Debian's own python3: the one that python3-gi belongs to.
exec umockdev-wrapper /usr/bin/python3 "$(dirname "$0")/bus.py" /usr/bin/chromium "$@"
