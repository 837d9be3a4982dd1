"""Runs a program that sees one USB bus: a root hub, and behind it the reader of fake-usb.ts.

SIGUSR1 pulls the reader out, SIGUSR2 plugs it in. Ends with the program, and ends the program when told to end.
"""

import os
import signal
import subprocess
import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

folder = os.environ["FAKE_USB_FOLDER"]


def description(name):
    with open(os.path.join(folder, name), encoding="ascii") as file:
        return file.read()


class Bus:
    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.testbed.add_from_string(description("hub.umockdev"))
        self.reader = description("reader.umockdev")
        lines = self.reader.splitlines()
        self.paths = ["/sys" + line.removeprefix("P: ") for line in lines if line.startswith("P: ")]
        self.plugged = False
        self.plug()

    def plug(self):
        if not self.plugged:
            self.testbed.add_from_string(self.reader)  # sends the "add" event too
            self.plugged = True
        return GLib.SOURCE_CONTINUE

    def unplug(self):
        if self.plugged:
            for path in reversed(self.paths):  # interfaces before their device
                self.testbed.uevent(path, "remove")
                self.testbed.remove_device(path)
            self.plugged = False
        return GLib.SOURCE_CONTINUE


def main():
    bus = Bus()
    environment = dict(os.environ)
    environment["UMOCKDEV_DIR"] = bus.testbed.get_root_dir()
    environment["LD_PRELOAD"] = os.path.join(folder, "shim.so") + ":libumockdev-preload.so.0"
    program = subprocess.Popen(sys.argv[1:], env=environment)
    loop = GLib.MainLoop()

    def end():
        program.terminate()
        return GLib.SOURCE_CONTINUE

    def watch():
        if program.poll() is None:
            return GLib.SOURCE_CONTINUE
        loop.quit()
        return GLib.SOURCE_REMOVE

    for number, reaction in ((signal.SIGUSR1, bus.unplug), (signal.SIGUSR2, bus.plug), (signal.SIGTERM, end)):
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, reaction)
    GLib.timeout_add(100, watch)
    loop.run()
    return program.returncode


sys.exit(main())
