"""Encryption of what is written into a shared folder, in the format of age (https://age-encryption.org/v1).

Each device has a key of its own. It stands in the device's folder as `key.age`, encrypted with the passphrase, which
all devices have in common; so the passphrase, which is slow to try on purpose, is tried once for each device and not
for each file. A device remembers the keys of the others in `known.age`, encrypted for its own key, and so tries the
passphrase once in a sync. Nobody else can write such a file, since the public half of a key stands nowhere either.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.core.errors import RoadmapFileError, UsageError
from tracker.store.durable import sync_file, sync_folder
from tracker.store.sync.segment import hash_of

KEY = "key.age"
KNOWN = "known.age"
_LARGEST_KEY = 10_000  # bytes; one has 300
_LARGEST_KNOWN = 1_000_000  # bytes; a key takes 130


class PassphraseSeal:
    """Encrypts for this device's key, and decrypts with those of all devices."""

    ending = ".age"

    def __init__(self, folder: Path, writer: str, passphrase: str) -> None:
        """Raises `UsageError` where pyrage is not installed, or where the passphrase is not that of the others."""
        self._folder, self._passphrase, self._age = folder, passphrase, _pyrage()
        self._keys: dict[str, Any] = {}
        self._known: dict[str, list[str]] = {}
        """The keys of other devices, each behind the hash of the file in which it stands."""
        self._is_new = False
        others = sorted(file.parent.name for file in folder.glob(f"*/{KEY}"))
        try:
            for known in [writer] if writer in others else others[:1]:
                self._key(known)
        except RoadmapFileError as error:
            raise UsageError(f"{error}; all devices that share a folder have the same one") from None
        self._writer = writer
        if writer in self._keys:
            self._known, self._is_new = self._remembered(), False

    def close(self, data: bytes) -> bytes:
        """Encrypt; the device's key is made when there is something to encrypt."""
        if self._writer not in self._keys:
            self._keys[self._writer] = self._made()
        sealed: bytes = self._age.encrypt(data, [self._keys[self._writer].to_public()])
        return sealed

    def open(self, writer: str, data: bytes) -> bytes:
        """Decrypt what `writer` wrote. Raises `RoadmapFileError`."""
        try:
            opened: bytes = self._age.decrypt(data, [self._key(writer)])
        except self._age.DecryptError:
            raise RoadmapFileError("it cannot be decrypted") from None
        return opened

    def keep(self) -> None:
        """Remember the keys of other devices that were met for the first time. Raises `UsageError`."""
        if self._is_new and self._writer in self._keys:
            self._put(KNOWN, self.close(json.dumps(self._known).encode()))
            self._is_new = False

    def _key(self, writer: str) -> Any:
        if writer not in self._keys:
            try:
                if not (self._folder / writer / KEY).is_file():
                    raise FileNotFoundError
                with (self._folder / writer / KEY).open("rb") as file:
                    data = file.read(_LARGEST_KEY)
                text = self._text_of(writer, data)
                self._keys[writer] = self._age.x25519.Identity.from_str(text)
            except OSError:
                raise RoadmapFileError("the key that it needs has not arrived yet") from None
            except (self._age.DecryptError, self._age.IdentityError, ValueError):
                raise RoadmapFileError("the passphrase is not the one that the folder is encrypted with") from None
        return self._keys[writer]

    def _text_of(self, writer: str, data: bytes) -> str:
        hash_, text = self._known.get(writer, ["", ""])
        if hash_ != hash_of(data):
            text = self._age.passphrase.decrypt(data, self._passphrase).decode()
            self._known[writer], self._is_new = [hash_of(data), text], True
        return text

    def _remembered(self) -> dict[str, list[str]]:
        try:
            with (self._folder / self._writer / KNOWN).open("rb") as file:
                known = json.loads(self.open(self._writer, file.read(_LARGEST_KNOWN)))
        except (OSError, ValueError, RoadmapFileError):  # none yet, or a damaged one: the passphrase opens them again
            return {}
        return {writer: pair for writer, pair in known.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004

    def _made(self) -> Any:
        key = self._age.x25519.Identity.generate()
        self._put(KEY, self._age.passphrase.encrypt(str(key).encode(), self._passphrase))
        return key

    def _put(self, name: str, data: bytes) -> None:
        own = self._folder / self._writer
        try:
            own.mkdir(exist_ok=True)
            temporary = own / f".{name}.tmp"
            temporary.write_bytes(data)
            sync_file(temporary)
            temporary.replace(own / name)
            sync_folder(own)
        except OSError as error:
            raise UsageError(f"nothing can be written into {own}: {error.strerror}") from None


def _pyrage() -> ModuleType:
    try:
        return import_module("pyrage")  # an extra
    except ImportError:
        raise UsageError("encryption needs one package more: pip install 'roadmap-tracker[encrypt]'") from None
