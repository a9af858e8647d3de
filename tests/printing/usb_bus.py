"""A USB bus with one printer of the tests on it: what pyusb asks of libusb is answered here."""

from __future__ import annotations

import array
import errno
import socket
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

from tests.printing.tcp_printer import TcpPrinter
from tests.servers.waiting import PATIENCE_S

VENDOR, PRODUCT = 0x04B8, 0x0E28
OUT_END, IN_END = 0x03, 0x81  # not those that python-escpos takes for granted
BULK = 0x02


class UsbBus(usb.backend.IBackend):  # type: ignore[misc]  # pyusb ships no types
    """Use as a context manager. is_plugged: somebody may pull the cable."""

    def __init__(self, printer: TcpPrinter) -> None:
        self.is_plugged = True
        self._line = socket.create_connection((printer.host, printer.port))

    def is_asked_by_another(self, question: bytes) -> None:
        """By a program that did not wait for the answer, which lies in the pipe from now on."""
        self._line.sendall(question)
        self._line.settimeout(PATIENCE_S)
        assert self._line.recv(1, socket.MSG_PEEK)

    def enumerate_devices(self) -> list[str]:
        return ["printer"] if self.is_plugged else []

    def get_device_descriptor(self, _device: str) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, _device: str, _number: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=50, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, _device: str, interface: int, alternate: int, _number: int) -> SimpleNamespace:
        if interface or alternate:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, _device: str, end: int, *_where: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT_END, IN_END)[end], bmAttributes=BULK,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, device: str) -> str:
        return device

    def get_configuration(self, _handle: str) -> int:
        return 1

    def bulk_write(self, _handle: str, end: int, _interface: int, data: Any, _timeout_ms: int) -> int:
        self._check(end, OUT_END)
        self._line.sendall(bytes(data))
        return len(data)

    def bulk_read(self, _handle: str, end: int, _interface: int, buffer: array.array[int], timeout_ms: int) -> int:
        self._check(end, IN_END)
        self._line.settimeout(timeout_ms / 1000)
        try:
            piece = self._line.recv(1)  # each answer is a packet of its own
        except TimeoutError as exc:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT) from exc
        buffer[: len(piece)] = array.array("B", piece)
        return len(piece)

    def _check(self, end: int, own: int) -> None:
        if not self.is_plugged:
            raise usb.core.USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
        if end != own:
            raise usb.core.USBError("Entity not found", -5, errno.ENOENT)

    def close(self) -> None:
        self._line.close()


def _nothing(*_asked: object) -> None:
    """What a real bus does and a test need not."""


for _name in ("close_device", "set_configuration", "claim_interface", "release_interface", "reset_device"):
    setattr(UsbBus, _name, _nothing)
