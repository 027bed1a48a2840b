"""Encryption of what is written into a shared folder, in the format of age (https://age-encryption.org/v1).

Each device has a key of its own. It stands in the device's folder as `key.age`, encrypted with the passphrase, which
all devices have in common; so the passphrase, which is slow to try on purpose, is tried once for each device and not
for each file.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.core.errors import RoadmapFileError, UsageError
from tracker.store.durable import sync_file, sync_folder

KEY = "key.age"
_LARGEST_KEY = 10_000  # bytes; one has 300


class PassphraseSeal:
    """Encrypts for this device's key, and decrypts with those of all devices."""

    ending = ".age"

    def __init__(self, folder: Path, writer: str, passphrase: str) -> None:
        """Raises `UsageError` where pyrage is not installed, or where the passphrase is not that of the others."""
        self._folder, self._passphrase, self._age = folder, passphrase, _pyrage()
        self._keys: dict[str, Any] = {}
        others = sorted(file.parent.name for file in folder.glob(f"*/{KEY}"))
        try:
            for known in [writer] if writer in others else others[:1]:
                self._key(known)
        except RoadmapFileError as error:
            raise UsageError(f"{error}; all devices that share a folder have the same one") from None
        self._writer = writer

    def close(self, data: bytes) -> bytes:
        """Encrypt; the device's key is made when there is something to encrypt."""
        if self._writer not in self._keys:
            self._keys[self._writer] = self._made(self._folder / self._writer)
        sealed: bytes = self._age.encrypt(data, [self._keys[self._writer].to_public()])
        return sealed

    def open(self, writer: str, data: bytes) -> bytes:
        """Decrypt what `writer` wrote. Raises `RoadmapFileError`."""
        try:
            opened: bytes = self._age.decrypt(data, [self._key(writer)])
        except self._age.DecryptError:
            raise RoadmapFileError("it cannot be decrypted") from None
        return opened

    def _key(self, writer: str) -> Any:
        if writer not in self._keys:
            try:
                with (self._folder / writer / KEY).open("rb") as file:
                    text = self._age.passphrase.decrypt(file.read(_LARGEST_KEY), self._passphrase).decode()
                self._keys[writer] = self._age.x25519.Identity.from_str(text)
            except OSError:
                raise RoadmapFileError("the key that it needs has not arrived yet") from None
            except (self._age.DecryptError, ValueError):
                raise RoadmapFileError("the passphrase is not the one that the folder is encrypted with") from None
        return self._keys[writer]

    def _made(self, own: Path) -> Any:
        key = self._age.x25519.Identity.generate()
        try:
            own.mkdir(exist_ok=True)
            temporary = own / ".key.tmp"
            temporary.write_bytes(self._age.passphrase.encrypt(str(key).encode(), self._passphrase))
            sync_file(temporary)
            temporary.replace(own / KEY)
            sync_folder(own)
        except OSError as error:
            raise UsageError(f"nothing can be written into {own}: {error.strerror}") from None
        return key


def _pyrage() -> ModuleType:
    try:
        return import_module("pyrage")  # an extra
    except ImportError:
        raise UsageError("encryption needs one package more: pip install 'roadmap-tracker[encrypt]'") from None
